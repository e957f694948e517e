namespace SeedanceGen.Generator.Model;

/// <summary>The names of the methods that set a property.</summary>
internal static class BuilderNames
{
    private const string AddTo = "AddTo";

    /// <summary>
    /// The endings of a singular in <c>s</c>, or of a plural that is more than its singular and an <c>s</c>: such a name stays whole.
    /// </summary>
    private static readonly string[] Endings = ["ss", "us", "is", "ies", "ses", "xes", "zes", "ches", "shes", "oes"];

    /// <summary>Sets the whole property: <c>WithKeyframes</c>.</summary>
    public static string With(PropertyModel property) => "With" + property.Name;

    /// <summary>
    /// Adds one value to a list: <c>AddKeyframe</c> to <c>keyframes</c>. A plural that is more than its singular and an <c>s</c> keeps its
    /// name: <c>AddToMedia</c>, <c>AddToBoxes</c>.
    /// </summary>
    public static string Add(PropertyModel property)
    {
        var name = property.Name;
        var isPlural = name.Length > 2 && name.EndsWith("s", StringComparison.Ordinal)
            && !Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
            && !name.StartsWith("To", StringComparison.Ordinal);
        return isPlural ? "Add" + name.Substring(0, name.Length - 1) : AddTo + name;
    }
}
