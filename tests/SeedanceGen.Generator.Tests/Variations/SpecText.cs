using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Variations;

/// <summary>Changes the shipped description in places that tests need.</summary>
internal static class SpecText
{
    public const string PropertyAnchor = "        webhookUrl:\n          type: string\n";

    /// <summary>Adds properties before <c>webhookUrl</c>; each line is indented by the test.</summary>
    public static string WithProperties(string properties)
    {
        RepositoryFiles.Spec.Split(PropertyAnchor).Length.ShouldBe(2);
        return RepositoryFiles.Spec.Replace(PropertyAnchor, properties + PropertyAnchor, StringComparison.Ordinal);
    }

    public static string WithDecimalsAndNegatives() =>
        WithProperties("        strength: { type: number, minimum: -1.5, maximum: 0.25 }\n");
}
