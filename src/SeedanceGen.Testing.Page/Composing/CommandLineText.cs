using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Fields;

namespace SeedanceGen.Testing.Page.Composing;

/// <summary>Writes a request as a command line of the tool, whose options are made from the same description.</summary>
internal static class CommandLineText
{
    private const string Tool = "seedance submit";
    private const string StandardInput = "-";

    /// <summary>The command line, for a shell of POSIX.</summary>
    public static string Of(Uri mock, RequestForm form, JsonObject body)
    {
        var fields = form.Fields.Select(field => field.Description).ToList();
        var argument = fields.Find(field => field is { IsRequired: true, Kind: FieldKind.Text, Values.Count: 0 });
        var words = new List<string>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields.Where(field => field != argument))
        {
            var name = OptionNames.Of(field, parent: null, names.Contains);
            names.Add(name);
            if (body[field.Name] is { } value)
                words.AddRange(ValuesOf(field, value).Select(text => $"{name} {CopiedText.Quote(text)}"));
        }

        words.Add($"--base-url {CopiedText.Quote(mock.AbsoluteUri)}");
        var prompt = argument is null ? null : body[argument.Name]?.ToString();
        var start = Tool;
        if (prompt is { Length: > 0 } && prompt != StandardInput && !prompt.StartsWith('-'))
            start += " " + CopiedText.Quote(prompt);
        else if (prompt is not null)
            start = $"printf %s {CopiedText.Quote(prompt)} | {Tool} {StandardInput}";
        return string.Join(" \\\n  ", [start, .. words]);
    }

    /// <summary>The values of an option; JSON where the text would mean something else to the tool.</summary>
    private static IEnumerable<string> ValuesOf(DescribedField field, JsonNode value) => value switch
    {
        JsonArray list when !field.IsStructured && list.All(IsPlain) => list.Select(item => item!.ToString()),
        JsonObject map when field.Kind == FieldKind.Map && map.All(entry => IsPlainKey(entry.Key) && entry.Value is JsonValue text
            && text.GetValueKind() == JsonValueKind.String) => map.Select(entry => $"{entry.Key}={entry.Value}"),
        JsonArray or JsonObject => [value.ToJsonString()],
        _ => [value.ToString()],
    };

    private static bool IsPlain(JsonNode? item) =>
        item is JsonValue && item.ToString() is { Length: > 0 } text && text[0] is not ('@' or '[' or '{' or '-');

    private static bool IsPlainKey(string key) => key.Length > 0 && key[0] is not ('@' or '[' or '{' or '-') && !key.Contains('=');
}
