using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Json;
using SeedanceGen.Rules;

namespace SeedanceGen;

/// <summary>One call with the type of its response.</summary>
internal readonly record struct TypedRequest<TResponse>(ApiRequest Request, JsonTypeInfo<TResponse> ResponseType);

/// <summary>One call as the generated client describes it: where it goes, and what it carries beside a JSON body.</summary>
/// <param name="operation">The operation.</param>
/// <param name="path">Its path with values in place of the parameters.</param>
internal struct ApiRequest(ApiOperation operation, string path)
{
    private StringBuilder? _query;
    private List<KeyValuePair<string, string>>? _headers;

    public readonly ApiOperation Operation => operation;

    /// <summary>The path with the query.</summary>
    public readonly string Path => _query?.ToString() ?? path;

    public readonly IReadOnlyList<KeyValuePair<string, string>>? Headers => _headers;

    /// <summary>A JSON body; null when there is none.</summary>
    public byte[]? Body { get; private set; }

    /// <summary>A body that is not JSON; null when there is none.</summary>
    public ApiContent? Content { get; set; }

    /// <summary>What the course of a job reads of the body; null when the body is no request for one.</summary>
    public IJobRequest? Job { get; private set; }

    /// <summary>The rules that parameters or the body break; null when they break none. Such a call is not sent.</summary>
    public IReadOnlyList<RuleViolation>? Violations { get; private set; }

    /// <summary>Takes a body as JSON when it keeps the rules of the API description.</summary>
    public void Json<T>(T? body, JsonTypeInfo<T> type)
    {
        if (body is null)
            return;

        Job = body as IJobRequest;
        if (body is IRuledRequest ruled && ruled.Validate() is { Count: > 0 } violations)
            Reject(violations);
        else
            Body = JsonSerializer.SerializeToUtf8Bytes(body, type);
    }

    /// <summary>Checks a parameter against its limits. One that is left out breaks none, and so does an empty list that may be.</summary>
    public void Check(FieldRules rules, object? value, bool isRequired = false)
    {
        var validator = new RequestValidator(string.Empty);
        switch (value)
        {
            case null:
            case ICollection { Count: 0 } when !isRequired:
                return;
            case IReadOnlyList<string> texts:
                validator.List(rules, texts);
                break;
            case IReadOnlyList<int> numbers:
                validator.List(rules, numbers);
                break;
            case IReadOnlyList<long> numbers:
                validator.List(rules, numbers);
                break;
            case IReadOnlyList<double> numbers:
                validator.List(rules, numbers);
                break;
            case IReadOnlyList<bool> flags:
                validator.List(rules, flags);
                break;
            case IReadOnlyList<Uri> addresses:
                validator.List(rules, addresses);
                break;
            case IEnumerable others and not string:
                validator.Count(rules, others.Cast<object>().Count());
                break;
            default:
                validator.Field(rules, ValueOf(value));
                break;
        }

        if (validator.Violations is { Count: > 0 } violations)
            Reject(violations);
    }

    /// <summary>Adds a query parameter. One without a value is left out.</summary>
    public void Query(string name, string? value)
    {
        if (value is not null)
            AddRaw(name, Uri.EscapeDataString(value));
    }

    /// <summary>Adds a list as a query parameter. An absent or empty one is left out.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="values">The values.</param>
    /// <param name="separator">What stands between the values; null repeats the parameter for each.</param>
    public void QueryList<T>(string name, IEnumerable<T>? values, string? separator)
    {
        var texts = Texts(values);
        if (separator is not null && texts.Count > 0)
        {
            AddRaw(name, string.Join(separator == "," ? separator : Uri.EscapeDataString(separator), texts.Select(Uri.EscapeDataString)));
            return;
        }

        foreach (var text in texts)
            Query(name, text);
    }

    /// <summary>Adds the fields of an object as query parameters.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The object.</param>
    /// <param name="types">The types of the API as JSON.</param>
    /// <param name="style">
    /// <c>deep</c> for <c>name[field]=value</c>, <c>fields</c> for <c>field=value</c>, <c>pairs</c> for one list.
    /// </param>
    public void QueryObject<T>(string name, T? value, JsonSerializerContext types, string style)
        where T : class
    {
        if (value is null)
            return;

        var fields = ApiJson.Fields(value, ApiJson.TypeOf<T>(types));
        if (style == "pairs")
        {
            QueryList(name, fields.SelectMany(field => new[] { field.Key, field.Value }), ",");
            return;
        }

        foreach (var (field, text) in fields)
        {
            if (style == "deep")
                AddRaw($"{Uri.EscapeDataString(name)}[{Uri.EscapeDataString(field)}]", Uri.EscapeDataString(text), isEscaped: true);
            else
                Query(field, text);
        }
    }

    /// <summary>Adds a header. One without a value is left out.</summary>
    /// <exception cref="ArgumentException">The value has a control character, which could add a header of its own.</exception>
    public void Header(string name, string? value)
    {
        if (value is null)
            return;
        if (value.Any(char.IsControl))
            throw new ArgumentException($"The value of the header {name} has a control character.", name);
        (_headers ??= []).Add(new(name, value));
    }

    /// <summary>Adds a list as one header. An absent or empty one is left out.</summary>
    public void HeaderList<T>(string name, IEnumerable<T>? values)
    {
        var texts = Texts(values);
        Header(name, texts.Count > 0 ? string.Join(',', texts) : null);
    }

    /// <summary>Adds a cookie. One without a value is left out.</summary>
    public void Cookie(string name, string? value)
    {
        if (value is not null)
            Header("Cookie", $"{name}={Uri.EscapeDataString(value)}");
    }

    private static RuleValue ValueOf(object value) => value switch
    {
        string text => RuleValue.Of(text),
        Uri address => RuleValue.Of(address),
        bool flag => RuleValue.Of(flag),
        int or long => RuleValue.Of(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        float or double or decimal => RuleValue.Of(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => RuleValue.Of(ApiText.Of(value)),
    };

    private void Reject(IReadOnlyList<RuleViolation> violations) =>
        Violations = Violations is null ? violations : [.. Violations, .. violations];

    private static List<string> Texts<T>(IEnumerable<T>? values) =>
        values is null ? [] : [.. values.Select(value => ApiText.Of(value)).OfType<string>()];

    private void AddRaw(string name, string value, bool isEscaped = false)
    {
        _query ??= new StringBuilder(path);
        _query.Append(_query.Length == path.Length ? '?' : '&')
            .Append(isEscaped ? name : Uri.EscapeDataString(name)).Append('=').Append(value);
    }
}
