using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Rules;

namespace SeedanceGen.Cli.Options;

/// <summary>
/// The option of one field. A value is a text, a number or a choice; objects and lists are JSON too, inline or in a file that is named
/// after an <c>@</c>.
/// </summary>
internal sealed class FieldOption
{
    private const char FileMark = '@';

    private readonly Option _option;

    /// <summary>The option of a parameter, or of a part of a form.</summary>
    /// <param name="field">The parameter or the part.</param>
    /// <param name="isTaken">Whether another one has a name already.</param>
    /// <param name="isRequired">Whether a call requires it; null takes what the description says.</param>
    public FieldOption(DescribedField field, Func<string, bool> isTaken, bool? isRequired = null)
        : this(field, OptionNames.Of(field, parent: null, isTaken), [])
    {
        Key = Name;
        _option.Required = isRequired ?? field is { IsRequired: true, Kind: not FieldKind.File };
    }

    private FieldOption(DescribedField field, string name, IReadOnlyList<string> owners, bool isOfModel = false)
    {
        (Field, Path, Key) = (field, [.. owners, field.Name], field.Name);
        _option = Create(name, FieldHelp.Of(field, isOfModel));
    }

    public DescribedField Field { get; }

    /// <summary>The name of the value among all values: two parameters may have one name.</summary>
    public string Key { get; }

    /// <summary>The names that lead to the field, from the request on.</summary>
    public IReadOnlyList<string> Path { get; }

    public string Name => _option.Name;

    public bool IsRequired => _option.Required || (Field.IsRequired && Field.Kind == FieldKind.File);

    public Option Symbol => _option;

    /// <summary>The option of a field of the request.</summary>
    /// <param name="field">The field.</param>
    /// <param name="parent">The option of the object that has the field; null for a field of the request itself.</param>
    /// <param name="isTaken">Whether another field has a name already.</param>
    public static FieldOption OfRequest(DescribedField field, FieldOption? parent, Func<string, bool> isTaken) =>
        new(field, OptionNames.Of(field, parent?.Name, isTaken), parent?.Path ?? [], isOfModel: parent is null);

    public bool HasName(string name) => _option.Name == name;

    /// <summary>Whether a violation says that the field's value is not among the described ones.</summary>
    public bool IsRejectedBy(RuleViolation violation) => violation.Rule == "enum"
        && Field.Values.Count > 0
        && violation.Field == string.Join('.', Path);

    /// <summary>Puts the value of the option into a request. An absent option changes nothing.</summary>
    /// <exception cref="UsageException">A file cannot be read, or has no JSON.</exception>
    public async Task ApplyAsync(ParseResult parsed, ToolHost host, JsonObject request)
    {
        var values = await ReadAsync(parsed, host);
        if (values.Count == 0)
            return;

        var owner = request;
        foreach (var step in Path.SkipLast(1))
        {
            if (owner[step] is not JsonObject inner)
                owner[step] = inner = [];
            owner = inner;
        }

        owner[Key] = Joined(values);
    }

    /// <summary>One value, the values of a list, or an object of all keys that were named.</summary>
    private JsonNode? Joined(List<JsonNode?> values)
    {
        if (Field.Kind == FieldKind.List)
            return new JsonArray([.. values.SelectMany(ItemsOf)]);
        if (Field.Kind != FieldKind.Map)
            return values[^1];

        var joined = new JsonObject();
        foreach (var (key, value) in values.OfType<JsonObject>().SelectMany(entries => entries))
            joined[key] = value?.DeepClone();
        return joined;
    }

    /// <summary>The items of a JSON list, or one item.</summary>
    private static IEnumerable<JsonNode?> ItemsOf(JsonNode? value) =>
        value is JsonArray list ? list.Select(item => item?.DeepClone()) : [value];

    private async Task<List<JsonNode?>> ReadAsync(ParseResult parsed, ToolHost host)
    {
        if (_option is Option<bool?> flag)
            return parsed.GetValue(flag) is { } isSet ? [JsonValue.Create(isSet)] : [];

        var values = new List<JsonNode?>();
        foreach (var given in parsed.GetValue((Option<IReadOnlyList<GivenValue>>)_option) ?? [])
            values.Add(given.File is { } file ? await ReadFileAsync(file, host) : given.Node);
        return values;
    }

    private async Task<JsonNode?> ReadFileAsync(string file, ToolHost host)
    {
        try
        {
            var value = JsonNode.Parse(await InputFile.ReadTextAsync(file, host));
            return Field.Kind is FieldKind.Object or FieldKind.Map && value is not JsonObject
                ? throw new UsageException($"{Name} expects a JSON object, and '{file}' has {RequestJson.KindOf(value)}.")
                : value;
        }
        catch (JsonException invalid)
        {
            throw new UsageException($"{Name} names '{file}', which is not JSON: {invalid.Message}", invalid);
        }
    }

    private Option Create(string name, string description)
    {
        if (Field.Kind == FieldKind.Boolean)
        {
            var flag = new Option<bool?>(name) { HelpName = "true|false", Description = description };
            flag.CompletionSources.Clear();
            flag.CompletionSources.Add("true", "false");
            return flag;
        }

        var option = ValueOption.Many<GivenValue>(name, FieldHelp.ValueNameOf(Field), description, FieldHelp.AcceptsOf(Field), TryRead);
        option.Arity = Field.Kind is FieldKind.List or FieldKind.Map ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne;
        if ((Field.Item ?? Field).Values is { Count: > 0 } values)
            option.CompletionSources.Add([.. values]);
        if (Field.Kind == FieldKind.Map)
            option.Validators.Add(ReportRepeatedKeys);
        return option;
    }

    private static void ReportRepeatedKeys(OptionResult result)
    {
        foreach (var keys in result.Tokens.Select(token => token.Value.Split('=')[0]).GroupBy(key => key).Where(keys => keys.Count() > 1))
            result.AddError($"{result.Option.Name} names '{keys.Key}' twice.");
    }

    private bool TryRead(string text, out GivenValue value)
    {
        var kind = Field.Item is { IsStructured: false, Kind: not FieldKind.Map } item ? item.Kind : Field.Kind;
        if (NamesFile(text))
            value = new GivenValue(null, text[1..]);
        else if (Field.Kind is FieldKind.List or FieldKind.Map && TryReadJson(text, out var all) && all is JsonArray or JsonObject)
            value = new GivenValue(all);
        else
            value = TryReadOne(kind, Field.Item ?? Field, text, out var one) ? new GivenValue(one) : default!;
        return value is not null;
    }

    /// <summary>A list of texts may have one that starts with @, so there only a name that ends with .json is a file.</summary>
    private bool NamesFile(string text) => text.Length > 1 && text[0] == FileMark && Field.Kind switch
    {
        _ when (Field.Item ?? Field).Kind == FieldKind.File => false,
        FieldKind.Map => !text.Contains('=', StringComparison.Ordinal),
        FieldKind.List when !Field.IsStructured => text.EndsWith(".json", StringComparison.OrdinalIgnoreCase),
        _ => Field.IsStructured,
    };

    /// <summary>Reads one value of a kind.</summary>
    internal static bool TryReadOne(FieldKind kind, DescribedField field, string text, out JsonNode? value)
    {
        value = kind switch
        {
            FieldKind.Integer when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                && (field.IsLong || whole is >= int.MinValue and <= int.MaxValue) => JsonValue.Create(whole),
            FieldKind.Number when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) => JsonNode.Parse(JsonSerializer.Serialize(number, ToolJson.Readable.Double)),
            FieldKind.Boolean when bool.TryParse(text, out var isSet) => JsonValue.Create(isSet),
            FieldKind.Url when Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _) => JsonValue.Create(text),
            FieldKind.Text or FieldKind.File => JsonValue.Create(text),
            FieldKind.Map when text.IndexOf('=', StringComparison.Ordinal) is > 0 and var separator =>
                new JsonObject { [text[..separator]] = text[(separator + 1)..] },
            FieldKind.Object when TryReadJson(text, out var json) && json is JsonObject => json,
            FieldKind.List when TryReadJson(text, out var json) => json,
            FieldKind.Any => TryReadJson(text, out var json) ? json : JsonValue.Create(text),
            _ => null,
        };
        return value is not null || (kind is FieldKind.Any && text == "null");
    }

    private static bool TryReadJson(string text, out JsonNode? value)
    {
        value = null;
        try
        {
            value = JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A value of the command line.</summary>
    /// <param name="Node">The value.</param>
    /// <param name="File">The file that has the value instead.</param>
    private sealed record GivenValue(JsonNode? Node, string? File = null);
}
