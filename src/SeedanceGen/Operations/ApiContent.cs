using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Json;

namespace SeedanceGen;

/// <summary>A body that is not JSON. Each attempt makes its content anew.</summary>
internal abstract class ApiContent
{
    /// <summary>Whether the body can be sent again.</summary>
    public abstract bool CanRepeat { get; }

    public abstract HttpContent Create();
}

/// <summary>A body of bytes.</summary>
internal sealed class BinaryBody : ApiContent
{
    private readonly RepeatableStream _stream;
    private readonly string _contentType;

    private BinaryBody(Stream stream, string contentType) => (_stream, _contentType) = (new RepeatableStream(stream), contentType);

    /// <summary>The body that a stream gives; null without one.</summary>
    public static BinaryBody? Of(Stream? stream, string contentType) => stream is null ? null : new BinaryBody(stream, contentType);

    /// <summary>The body that a text gives, in UTF-8; null without one.</summary>
    public static BinaryBody? Of(string? text, string contentType) =>
        text is null ? null : new BinaryBody(new MemoryStream(Encoding.UTF8.GetBytes(text)), $"{contentType}; charset=utf-8");

    public override bool CanRepeat => _stream.CanRepeat;

    public override HttpContent Create() => _stream.Create(_contentType);
}

/// <summary>A body of form fields in the form of a query.</summary>
internal sealed class FormBody(IEnumerable<KeyValuePair<string, string>> fields) : ApiContent
{
    public override bool CanRepeat => true;

    /// <summary>The fields of an object; null without one.</summary>
    public static FormBody? Of<T>(T? value, JsonTypeInfo<T> type) => value is null ? null : new FormBody(ApiJson.Fields(value, type));

    public override HttpContent Create() => new FormUrlEncodedContent(fields);
}

/// <summary>A form whose parts may be files.</summary>
internal sealed class MultipartBody : ApiContent
{
    private readonly List<(string Name, Func<HttpContent> Create)> _parts = [];
    private bool _canRepeat = true;

    public override bool CanRepeat => _canRepeat;

    /// <summary>Adds a text. One without a value is left out.</summary>
    public void Text(string name, string? value)
    {
        if (value is not null)
            Add(name, () => new ByteArrayContent(Encoding.UTF8.GetBytes(value)));
    }

    /// <summary>Adds a text for each value.</summary>
    public void Texts<T>(string name, IEnumerable<T>? values)
    {
        foreach (var value in values ?? [])
            Text(name, ApiText.Of(value));
    }

    /// <summary>Adds a file. An absent one is left out.</summary>
    public void File(string name, UploadFile? file)
    {
        if (file is null)
            return;

        var stream = new RepeatableStream(file.Content);
        _canRepeat &= stream.CanRepeat;
        Add(name, () =>
        {
            var content = stream.Create(file.ContentType);
            content.Headers.ContentDisposition = Disposition(name, file.FileName);
            return content;
        });
    }

    /// <summary>Adds a part for each file.</summary>
    public void Files(string name, IEnumerable<UploadFile>? files)
    {
        foreach (var file in files ?? [])
            File(name, file);
    }

    /// <summary>Adds an object as JSON. An absent one is left out.</summary>
    public void Json<T>(string name, T? value, JsonTypeInfo<T> type)
    {
        if (value is null)
            return;

        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        Add(name, () =>
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            return content;
        });
    }

    public override HttpContent Create()
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, create) in _parts)
        {
            var content = create();
            content.Headers.ContentDisposition ??= Disposition(name, fileName: null);
            form.Add(content);
        }

        return form;
    }

    private void Add(string name, Func<HttpContent> create) => _parts.Add((name, create));

    private static ContentDispositionHeaderValue Disposition(string name, string? fileName)
    {
        var disposition = new ContentDispositionHeaderValue("form-data") { Name = Quoted(name) };
        if (fileName is null)
            return disposition;

        disposition.FileName = Quoted(fileName);
        if (!Ascii.IsValid(fileName))
            disposition.FileNameStar = fileName;
        return disposition;
    }

    /// <summary>A quotation mark, or a character that a header cannot hold, does not end the name.</summary>
    private static string Quoted(string text) =>
        $"\"{string.Concat(text.Select(character => character is '"' or '\\' ? '_' : char.IsAscii(character) ? character : '_'))}\"";
}

/// <summary>The caller's stream from where it stands. It stays open, and each attempt reads it from the same place.</summary>
internal sealed class RepeatableStream(Stream stream)
{
    private readonly long _start = stream.CanSeek ? stream.Position : 0;

    public bool CanRepeat => stream.CanSeek;

    public HttpContent Create(string contentType)
    {
        if (stream.CanSeek)
            stream.Position = _start;
        var content = new Content(stream, stream.CanSeek ? stream.Length - _start : null);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    private sealed class Content(Stream stream, long? length) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream target, TransportContext? context) => stream.CopyToAsync(target);

        protected override Task SerializeToStreamAsync(Stream target, TransportContext? context, CancellationToken cancellationToken) =>
            stream.CopyToAsync(target, cancellationToken);

        protected override bool TryComputeLength(out long computed)
        {
            computed = length ?? 0;
            return length is not null;
        }
    }
}
