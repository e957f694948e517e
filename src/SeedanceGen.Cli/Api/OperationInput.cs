using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Rules;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Api;

/// <summary>The options of an operation: one for each parameter and each part of a form, and one for a body that is no form.</summary>
internal sealed class OperationInput
{
    private const char FileMark = '@';
    private const string StandardInputName = "-";
    private const string FileOption = "--file";

    private readonly OperationDescription _operation;
    private readonly ApiDescription _api;
    private readonly List<(ParameterDescription Parameter, FieldOption Option)> _parameters = [];
    private readonly List<FieldOption> _parts = [];
    private readonly Option<string?>? _body;

    /// <summary>A second, hidden name for the only file of a form; null when there is no such file, or a part has the name.</summary>
    private readonly Option<string?>? _onlyFile;

    public OperationInput(ApiDescription api, OperationDescription operation)
    {
        (_api, _operation) = (api, operation);
        foreach (var parameter in operation.Parameters)
        {
            var field = new DescribedField(api, parameter);
            _parameters.Add((parameter, new FieldOption(field, IsTaken, parameter.IsIdempotencyKey ? false : null)));
        }

        if (operation.RequestBody?.Preferred is not { } body)
            return;

        if (!body.IsForm)
        {
            _body = new Option<string?>("--body")
            {
                HelpName = body.IsJson ? "JSON" : "TEXT",
                Description = $"The body ({body.Name}): itself, @ and the name of a file, or - for standard input",
                Required = operation.RequestBody.IsRequired,
            };
            return;
        }

        foreach (var part in FieldOf(body).Fields)
            _parts.Add(new FieldOption(part, IsTaken));
        var files = _parts.Where(part => part.Field.Kind == FieldKind.File).ToList();
        if (files.Count == 1 && !IsTaken(FileOption))
            _onlyFile = new Option<string?>(FileOption) { Hidden = true };
    }

    public IEnumerable<Option> Options => All.Select(option => option.Symbol)
        .Concat(_body is null ? [] : [_body])
        .Concat(_onlyFile is null ? [] : [_onlyFile]);

    /// <summary>The required options with values, for an example.</summary>
    public string Example => string.Concat(
            All.Where(option => option.IsRequired).Select(option => $" {option.Name} {ExampleOf(option.Field)}"))
        + (ReadsBody ? " --body -" : string.Empty);

    /// <summary>Whether the operation requires a body that is no form.</summary>
    public bool ReadsBody => _body is { Required: true };

    private IEnumerable<FieldOption> All => _parameters.Select(parameter => parameter.Option).Concat(_parts);

    /// <summary>Reads a call; what the API description does not know of its body is a warning.</summary>
    /// <exception cref="UsageException">A value cannot be sent.</exception>
    /// <exception cref="SeedanceValidationException">The body breaks a rule.</exception>
    public async Task<PreparedCall> ReadAsync(ParseResult parsed, CommandContext context)
    {
        var values = new JsonObject();
        foreach (var option in All)
            await option.ApplyAsync(parsed, context.Host, values);

        var files = new List<Stream>();
        try
        {
            var request = new ApiRequest(SdkTypes.OperationOf(_operation), PathOf(values));
            string? key = null;
            foreach (var (parameter, option) in _parameters)
            {
                if (!values.TryGetPropertyValue(option.Key, out var value))
                    continue;
                if (parameter.IsIdempotencyKey)
                    key = ParameterText.Of(value);
                else
                    ParameterText.Add(ref request, parameter, value);
            }

            request = await WithBodyAsync(request, parsed, context, values, files);
            return new PreparedCall(_operation, request, new CallOptions { IdempotencyKey = key }, files);
        }
        catch (ArgumentException invalid)
        {
            files.ForEach(file => file.Dispose());
            throw new UsageException(Format.OneLine(invalid.Message), invalid);
        }
    }

    private bool IsTaken(string name) => All.Any(option => option.HasName(name));

    private DescribedField FieldOf(MediaTypeDescription body) => new(_api, "body", [body.SchemaNode], isRequired: true);

    private string PathOf(JsonObject values)
    {
        var path = _operation.PathTemplate;
        foreach (var (parameter, option) in _parameters.Where(parameter => parameter.Parameter.Place == "path"))
        {
            var texts = ParameterText.AllOf(values[option.Key]).Select(text => ApiPath.Segment(text, parameter.Name));
            path = path.Replace($"{{{parameter.Name}}}", string.Join(',', texts), StringComparison.Ordinal);
        }

        return path;
    }

    private async Task<ApiRequest> WithBodyAsync(
        ApiRequest request, ParseResult parsed, CommandContext context, JsonObject values, List<Stream> files)
    {
        if (_operation.RequestBody?.Preferred is not { } body)
            return request;
        if (body.IsForm)
        {
            request.Content = body.IsMultipart ? MultipartOf(parsed, context.Host, values, files) : FormOf(values);
            return request;
        }

        if (parsed.GetValue(_body!) is not { } text)
            return request;
        if (body.IsJson)
        {
            var isFile = text == StandardInputName || text.StartsWith(FileMark);
            request.Json(ReadJson(isFile ? await InputFile.ReadTextAsync(text.TrimStart(FileMark), context.Host) : text, body, context),
                ApiReportJson.Readable.JsonElement);
        }
        else if (text.StartsWith(FileMark))
        {
            files.Add(Open(text[1..], context.Host));
            request.Content = BinaryBody.Of(files[^1], body.Name);
        }
        else
        {
            text = text == StandardInputName ? await StandardInput.ReadAllAsync(context.Host) : text;
            request.Content = BinaryBody.Of(new MemoryStream(Encoding.UTF8.GetBytes(text)), body.Name);
        }

        return request;
    }

    /// <summary>Reads a body through the type that the client sends, whose rules validate it.</summary>
    private JsonElement ReadJson(string text, MediaTypeDescription body, CommandContext context)
    {
        try
        {
            var element = JsonDocument.Parse(text).RootElement.Clone();
            if (SdkTypes.Find(_api, body) is { } type
                && Deserialize(element, type, body) is IRuledRequest ruled
                && ruled.Validate() is { Count: > 0 } violations)
                throw new SeedanceValidationException(violations);

            foreach (var warning in UnknownParts.Of(element, FieldOf(body)))
                context.Output.Warn($"{warning.Text}");
            return element;
        }
        catch (JsonException invalid)
        {
            throw new UsageException($"--body is not JSON: {invalid.Message}", invalid);
        }
    }

    private object? Deserialize(JsonElement element, JsonTypeInfo type, MediaTypeDescription body)
    {
        try
        {
            return element.Deserialize(type);
        }
        catch (JsonException invalid)
        {
            var problems = RequestJson.ProblemsOf(element, FieldOf(body)).Select(problem => $"--body: {problem}").ToList();
            throw new UsageException(
                problems.Count > 0 ? problems : [$"--body is not what the API describes: {Format.OneLine(invalid.Message)}"], invalid);
        }
    }

    private FormBody FormOf(JsonObject values) => new(_parts
        .Where(part => values[part.Key] is not null)
        .SelectMany(part => ParameterText.AllOf(values[part.Key]).Select(text => new KeyValuePair<string, string>(part.Field.Name, text))));

    private MultipartBody MultipartOf(ParseResult parsed, ToolHost host, JsonObject values, List<Stream> files)
    {
        var form = new MultipartBody();
        foreach (var part in _parts)
        {
            var isFile = (part.Field.Item ?? part.Field).Kind == FieldKind.File;
            var value = values[part.Key]
                ?? (isFile && _onlyFile is not null && parsed.GetValue(_onlyFile) is { } only ? JsonValue.Create(only) : null);
            if (value is null)
            {
                if (part.Field.IsRequired)
                    throw new UsageException($"{part.Name} is missing: the form has no {part.Field.Name} without it.");
                continue;
            }

            if (part.Field.IsStructured || part.Field.Kind == FieldKind.Map)
                form.Json(part.Field.Name, JsonSerializer.SerializeToElement(value), ApiReportJson.Readable.JsonElement);
            else if (!isFile)
                form.Texts(part.Field.Name, ParameterText.AllOf(value));
            else
                form.Files(part.Field.Name, [.. ParameterText.AllOf(value).Select(name => FileOf(name.TrimStart(FileMark), host, files))]);
        }

        return form;
    }

    private static UploadFile FileOf(string name, ToolHost host, List<Stream> files)
    {
        files.Add(Open(name, host));
        return new UploadFile(files[^1], Path.GetFileName(name));
    }

    private static FileStream Open(string name, ToolHost host)
    {
        try
        {
            return File.OpenRead(Path.GetFullPath(name, host.Folder));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file '{name}' cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static string ExampleOf(DescribedField field) => field switch
    {
        { Values.Count: > 0 } => field.Values[0],
        { Kind: FieldKind.Integer or FieldKind.Number } => "1",
        { Kind: FieldKind.Boolean } => "true",
        { Kind: FieldKind.File } => "@file.bin",
        { Kind: FieldKind.Url } => "https://example.com/file",
        { Kind: FieldKind.Map } => "key=value",
        { Kind: FieldKind.Object } => "{}",
        _ => PlainText.Kebab(field.Name) == "request-id" ? "req_0000000001" : "text",
    };
}

/// <summary>A call that is ready to be sent.</summary>
internal sealed record PreparedCall(
    OperationDescription Operation, ApiRequest Request, CallOptions Options, IReadOnlyList<Stream> Files) : IDisposable
{
    public void Dispose()
    {
        foreach (var file in Files)
            file.Dispose();
    }
}
