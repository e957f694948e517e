using System.Globalization;
using System.Text;
using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>Names each operation in C#: <c>list.Gen-s</c> becomes <c>ListGenS</c>. Its id stays as it is.</summary>
internal sealed class OperationNames(SpecMap root, ProblemList problems)
{
    /// <summary>The members of the classes that have a member for each operation.</summary>
    private static readonly HashSet<string> Taken = new(StringComparer.Ordinal)
    {
        "All", "DefaultBaseAddress", "SeedanceOperations", "Equals", "Finalize", "GetHashCode", "GetType",
        "MemberwiseClone", "ReferenceEquals", "ToString", "Send",
    };

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly ReferenceResolver _references = new(root, new ProblemList(string.Empty));

    public SpecMap Complete() => root
        .Change("paths", paths => paths.Values(PathItem))
        .Change("webhooks", hooks => hooks.Values(PathItem))
        .Change("components", components => components is SpecMap map
            ? map.Change("callbacks", callbacks => callbacks.Values(callback => callback.Value.Values(PathItem)))
            : components);

    /// <summary>The words of an id, each with a capital letter.</summary>
    public static string Of(string id)
    {
        var name = new StringBuilder();
        var raise = true;
        foreach (var character in id)
        {
            if (!char.IsLetterOrDigit(character))
            {
                raise = true;
                continue;
            }

            name.Append(raise ? char.ToUpper(character, CultureInfo.InvariantCulture) : character);
            raise = false;
        }

        return name.Length > 0 && char.IsDigit(name[0]) ? "Operation" + name : name.ToString();
    }

    private SpecNode PathItem(SpecEntry path) => _references.Follow(path.Value) is SpecMap item
        ? item.Values(entry => DocumentRewriter.Methods.Contains(entry.Key.Text) && entry.Value is SpecMap operation
            ? Operation(operation, entry.Key.Text + " " + path.Key.Text)
            : entry.Value)
        : path.Value;

    private SpecMap Operation(SpecMap operation, string otherwise)
    {
        var id = operation["operationId"] as SpecScalar;
        var name = Of(id?.Text ?? otherwise);
        if (id is not null && Reason(name, id.Text) is { } reason)
            problems.Add(ProblemRules.UnusableName, id.Span, id.Text, reason);
        _ids[name] = id?.Text ?? otherwise;
        return Deprecation.Mark(operation)
            .With(DocumentRewriter.OperationName, SpecEdits.Text(name, (id ?? (SpecNode)operation).Span))
            .Change("callbacks", callbacks => callbacks.Values(callback =>
                (_references.Follow(callback.Value) ?? callback.Value).Values(PathItem)));
    }

    private string? Reason(string name, string id) => !CSharpNames.IsIdentifier(name) ? "an id needs a letter or a digit"
        : Taken.Contains(name) ? $"'{name}' is taken by the classes that have a member for each operation"
        : !_ids.TryGetValue(name, out var other) ? null
        : other == id ? "another operation has this id"
        : $"the operation '{other}' is called '{name}' too";
}
