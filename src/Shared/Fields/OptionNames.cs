namespace SeedanceGen.Fields;

/// <summary>
/// The names of the tool's options for fields. The tool has these options, and the mock's page writes command lines with them.
/// </summary>
internal static class OptionNames
{
    /// <summary>The tool's own options, whose names no field can have.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "--output", "--open", "--mock", "--force", "--any-content", "--timeout", "--poll-interval", "--help", "--version",
        "--json", "--verbose", "--quiet", "--dry-run", "--api-key", "--base-url",
        "--body", "--media",
    };

    /// <summary>
    /// The name of a field as an option: small letters with hyphens, after the name of the object that has it and a dot. A name that the
    /// tool uses itself gets the prefix <c>--request-</c>. When another field has the name already, the option has the field's name as it
    /// is sent.
    /// </summary>
    public static string Of(DescribedField field, string? parent, Func<string, bool> isTaken)
    {
        var word = PlainText.Kebab(field.Name);
        var start = parent is null ? "--" : $"{parent}.";
        var name = start + (word.Length > 0 ? word : field.Name);
        if (Own.Contains(name))
            name = $"--request-{word}";
        return isTaken(name) ? start + field.Name : name;
    }
}
