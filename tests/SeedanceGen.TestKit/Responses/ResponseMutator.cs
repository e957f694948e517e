using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.TestKit.Responses;

/// <summary>A response of a service that went wrong on its way.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body.</param>
/// <param name="Headers">Its headers, as they are on the wire.</param>
public sealed record MutatedResponse(int Status, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    public HttpResponseMessage ToMessage()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Body) };
        foreach (var (name, value) in Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>All that it takes to try the response again.</summary>
    public override string ToString() =>
        $"{Status} {string.Join("; ", Headers)} {Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 600)))}\n"
        + $"(base64, {Body.Length} bytes: {Convert.ToBase64String(Body.AsSpan(0, Math.Min(Body.Length, 3000)))})";
}

/// <summary>Makes malformed responses of the documented ones, the same ones for the same seed.</summary>
public sealed class ResponseMutator(int seed, IReadOnlyList<byte[]> examples)
{
    private const int Ok = 200;

    private static readonly int[] Statuses =
        [201, 202, 204, 206, 302, 400, 401, 402, 403, 404, 408, 409, 410, 422, 429, 500, 502, 503, 504];

    /// <summary>JSON values that no field expects.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1.5", "40.0", "\".\"", "\"..\"", "1e999", "-1e400", "1E-400",
        "99999999999999999999", "9223372036854775807", "2147483648", "-0", "\"\"", "\" \"",
        "\"5\"", "\"\\ud800\"", "\"\\udc00 half\"", "\"a\\ud83d\"", "\"\\u0000\\r\\n\\u001b[31m\"",
        "\"\\u202e\"", "\"a/b?c#d\"", "\"http://u:p@h/\"", "\"http://[::1\"", "\"//x\"", "\"\\\\ud800\"", "[]", "{}",
        "[null]", "[[]]", "{\"\":null}", "{\"\\ud800\":1}", "{\"code\":{},\"message\":[]}", "{\"code\":7,\"message\":8}", "[1,\"a\",{}]",
    ];

    private static readonly byte[][] NotUtf8 = [[0xC3, 0x28], [0xED, 0xA0, 0x80], [0xFF], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF]];

    private static readonly (string Name, string Value)[] OddHeaders =
    [
        ("Content-Type", "text/html"), ("Content-Type", "application/json; charset=utf-99"), ("Content-Type", ";;;"), ("Content-Type", ""),
        ("Retry-After", "soon"), ("Retry-After", "-5"), ("Retry-After", "99999999999999999999"), ("Retry-After", "1e9"),
        ("Retry-After", "Thu, 01 Jan 1970 00:00:00 GMT"), ("Date", "yesterday"), ("Content-Length", "x"), ("Location", "http://["),
        ("X-Request-Id", "\u001b[31m"), ("ETag", "\""), ("Content-Range", "bytes"), ("Content-Encoding", "identity"),
    ];

    private readonly Random _random = new(seed);
    private int _nodes;
    private int _target;

    public MutatedResponse Next()
    {
        var body = examples[_random.Next(examples.Count)];
        var changes = _random.Next(1, 4);
        var isStructured = _random.Next(3) > 0;
        for (var change = 0; change < changes; change++)
            body = isStructured && change < 2 ? Restructured(body) : Damaged(body);

        var status = _random.Next(10) < 6 ? Ok : Statuses[_random.Next(Statuses.Length)];
        var headers = new List<(string Name, string Value)> { ("Content-Type", "application/json") };
        if (_random.Next(4) == 0)
        {
            var odd = OddHeaders[_random.Next(OddHeaders.Length)];
            headers.RemoveAll(header => header.Name == odd.Name);
            headers.Add(odd);
        }

        return new MutatedResponse(status, body, headers);
    }

    /// <summary>Changes one place of the JSON; a body that is none any more stays as it is.</summary>
    private byte[] Restructured(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            (_nodes, _target) = (0, -1);
            Write(document.RootElement);
            (_target, _nodes) = (_random.Next(_nodes), 0);
            return Encoding.UTF8.GetBytes(Write(document.RootElement));
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private string Write(JsonElement value)
    {
        if (_nodes++ == _target)
            return Instead(value);

        return value.ValueKind switch
        {
            JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Write).Where(item => item.Length > 0))}]",
            JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(Write).Where(field => field.Length > 0))}}}",
            _ => value.GetRawText(),
        };
    }

    /// <summary>A field; empty when it is removed.</summary>
    private string Write(JsonProperty field)
    {
        var at = _nodes;
        var text = Write(field.Value);
        if (at != _target)
            return $"{RawName(field)}:{text}";

        return _random.Next(6) switch
        {
            0 => string.Empty,
            1 => $"{RawName(field)}:{field.Value.GetRawText()},{RawName(field)}:{text}",
            2 => $"{RawName(field)}:{text},{RawName(field)}:{field.Value.GetRawText()}",
            3 => $"\"\\ud800{_random.Next(9)}\":{text}",
            _ => $"{RawName(field)}:{text}",
        };
    }

    private string Instead(JsonElement value) => _random.Next(10) switch
    {
        0 => $"[{value.GetRawText()}]",
        1 => $"{{\"data\":{value.GetRawText()}}}",
        2 => Deep("[", "]"),
        3 => Deep("{\"a\":", "}"),
        4 => $"\"{new string('x', _random.Next(1, 20_000))}\"",
        5 => string.Concat(Enumerable.Repeat("9", _random.Next(1, 400))),
        _ => Values[_random.Next(Values.Length)],
    };

    /// <summary>Around the depth at which readers give up, and far beyond it.</summary>
    private string Deep(string open, string close)
    {
        var depth = _random.Next(5) == 0 ? 5000 : _random.Next(55, 70);
        return string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));
    }

    /// <summary>The name as it is written, with its quotation marks; it may be no text.</summary>
    private static string RawName(JsonProperty field)
    {
        var text = field.ToString();
        return text[..^field.Value.GetRawText().Length].TrimEnd().TrimEnd(':').TrimEnd();
    }

    private byte[] Damaged(byte[] body)
    {
        switch (_random.Next(12))
        {
            case 0:
                return body[..(_random.Next(body.Length + 1))];
            case 1:
                return [0xEF, 0xBB, 0xBF, .. body];
            case 2:
                return Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body));
            case 3:
                return [.. body, .. new byte[_random.Next(1, 9)]];
            case 4:
                return [.. body, .. body];
            case 5:
                return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<html>\u001b[1m{_random.Next()}</html>"));
            case 6:
                return [];
            case 7 or 8 or 9:
                return Inserted(body, NotUtf8[_random.Next(NotUtf8.Length)]);
            default:
                return Flipped(body);
        }
    }

    /// <summary>Most often inside a text: after a quotation mark.</summary>
    private byte[] Inserted(byte[] body, byte[] bytes)
    {
        var quotes = Enumerable.Range(0, body.Length).Where(at => body[at] == '"').ToList();
        var at = quotes.Count > 0 && _random.Next(4) > 0 ? quotes[_random.Next(quotes.Count)] + 1 : _random.Next(body.Length + 1);
        return [.. body[..at], .. bytes, .. body[at..]];
    }

    private byte[] Flipped(byte[] body)
    {
        byte[] copy = [.. body];
        for (var flips = _random.Next(1, 5); flips > 0 && copy.Length > 0; flips--)
            copy[_random.Next(copy.Length)] ^= (byte)(1 << _random.Next(8));
        return copy;
    }
}
