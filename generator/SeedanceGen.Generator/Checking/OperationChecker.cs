using System.Text.RegularExpressions;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;
using SeedanceGen.Words;

namespace SeedanceGen.Generator.Checking;

/// <summary>Checks what stands around the schemas: paths and their parameters, status codes, servers, the names of components.</summary>
internal sealed class OperationChecker(SpecMap root, ProblemList problems)
{
    private static readonly Regex Status = new(@"\A([1-5]([0-9]{2}|XX)|default)\z", RegexOptions.CultureInvariant);

    private static readonly Regex Braces = new(@"\{([^{}]*)\}", RegexOptions.CultureInvariant);

    /// <summary>Types of .NET that the generated code names without their namespace.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "Array", "ArgumentException", "Attribute", "CancellationToken", "DateOnly", "DateTimeOffset", "Dictionary", "Exception",
        "GeneratedCode", "Guid", "HttpMethod", "IReadOnlyDictionary", "IReadOnlyList", "JsonConverter", "JsonElement", "JsonIgnore",
        "JsonSerializerContext", "JsonSerializerOptions", "JsonTypeInfo", "List", "Object", "Obsolete", "ReadOnlyDictionary",
        "SeedanceJsonContext", "SeedanceOperations", "String", "StringComparison", "Task", "TimeOnly", "TimeSpan", "Type", "Uri",
    };

    private readonly ReferenceResolver _references = new(root, new ProblemList(string.Empty));
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Checks a key that is a name.</summary>
    public void Key(string owner, SpecScalar key, string kind)
    {
        if (kind == Grammar.Status && !Status.IsMatch(key.Text))
            problems.Add(
                ProblemRules.WrongValue, key.Span, owner, "a mapping of status codes such as '200', '4XX' or 'default'", key.Description);
        if (owner != "schemas")
            return;

        var name = CSharpNames.Pascal(key.Text);
        var reason = !CSharpNames.IsIdentifier(name) ? CSharpNames.Allowed
            : Taken.Contains(name) ? "the generated code uses a type of this name"
            : _types.TryGetValue(name, out var other) ? CSharpNames.SameName(other, name)
            : null;
        if (reason is null)
            _types.Add(name, key.Text);
        else
            problems.Add(ProblemRules.UnusableName, key.Span, key.Text, reason);
    }

    /// <summary>Checks a path: its braces and its parameters are the same.</summary>
    public void Path(SpecEntry path)
    {
        var rest = Braces.Replace(path.Key.Text, string.Empty);
        if (!path.Key.Text.StartsWith("/", StringComparison.Ordinal) || rest.IndexOfAny(['{', '}']) >= 0)
        {
            problems.Add(
                ProblemRules.WrongValue, path.Key.Span, "paths", "a mapping of paths such as '/jobs/{jobId}'", path.Key.Description);
            return;
        }

        if (_references.Follow(path.Value) is not SpecMap item)
            return;
        var names = Braces.Matches(path.Key.Text).Cast<Match>().Select(match => match.Groups[1].Value).ToList();
        foreach (var entry in item.Entries.Where(entry => Grammar.IsMethod(entry.Key.Text)))
        {
            if (entry.Value is not SpecMap operation)
                continue;
            var described = ParametersOf(item).Concat(ParametersOf(operation))
                .Where(parameter => parameter.TextOf("in") is not ("query" or "header" or "cookie"))
                .Select(parameter => parameter.TextOf("name")).ToList();
            foreach (var name in names.Where(name => !described.Contains(name)))
                problems.Add(
                    ProblemRules.MissingPart, entry.Key.Span,
                    $"The operation does not describe the parameter '{name}' of its path{Nearest.Hint(name, described.OfType<string>())}");
        }
    }

    /// <summary>Checks an object that is no schema.</summary>
    public void Object(SpecMap map, string kind)
    {
        switch (kind)
        {
            case "Parameter":
                Parameter(map);
                break;
            case "Operation" or "PathItem":
                var parameters = ((map["parameters"] as SpecList)?.Items ?? [])
                    .Select(item => (Node: item, Name: NameOf(_references.Follow(item) as SpecMap))).Where(item => item.Name.Length > 0);
                foreach (var (node, name) in parameters.GroupBy(item => item.Name).SelectMany(group => group.Skip(1)))
                    problems.Add(ProblemRules.UnusableName, node.Span, name, "another parameter is called so");
                break;
            case "Server":
                Server(map);
                break;
        }

        static string NameOf(SpecMap? parameter) =>
            parameter is null ? string.Empty : $"{parameter.TextOf("name")} in {parameter.TextOf("in")}";
    }

    private IEnumerable<SpecMap> ParametersOf(SpecMap owner) =>
        ((owner["parameters"] as SpecList)?.Items ?? []).Select(_references.Follow).OfType<SpecMap>();

    private void Parameter(SpecMap map)
    {
        if (map["schema"] is null && map["content"] is null)
            problems.Add(ProblemRules.MissingPart, map.Span, $"'schema' is missing in the parameter '{map.TextOf("name")}'");
        if (map.TextOf("in") == "path" && !map.IsTrue("required"))
            problems.Add(
                ProblemRules.WrongValue, (map["required"] ?? map["name"] ?? map).Span, "required", "true, as the parameter is in the path",
                map["required"]?.Description ?? "missing");
    }

    private void Server(SpecMap map)
    {
        var url = (SpecScalar)map["url"]!;
        var variables = map["variables"] as SpecMap;
        var address = url.Text;
        foreach (Match match in Braces.Matches(url.Text))
        {
            var name = match.Groups[1].Value;
            if (variables?[name] is not SpecMap variable)
            {
                var known = variables?.Entries.Select(entry => entry.Key.Text) ?? [];
                problems.Add(
                    ProblemRules.MissingPart, url.Span, $"The server does not describe its variable '{name}'{Nearest.Hint(name, known)}");
                return;
            }

            var value = variable.TextOf("default") ?? string.Empty;
            if (variable["enum"] is SpecList values && !values.Items.Any(item => item is SpecScalar scalar && scalar.Text == value))
            {
                problems.Add(
                    ProblemRules.WrongValue, variable["default"]!.Span, "default", "one of the values of 'enum'",
                    variable["default"]!.Description);
                return;
            }

            address = address.Replace(match.Value, value);
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            problems.Add(ProblemRules.WrongValue, url.Span, "url", "an absolute address with http or https", url.Description);
    }
}
