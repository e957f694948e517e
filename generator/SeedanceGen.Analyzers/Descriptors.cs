using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers;

/// <summary>Every rule that this assembly can report. Each has a page in <c>docs</c> and a row in the release files.</summary>
internal static class Descriptors
{
    public const string ConstantNotAcceptedId = "SDG1001";

    private const string Category = "Seedance.Usage";

    /// <summary>Where the help pages are, relative to the root of the package: the one place that knows.</summary>
    private const string HelpPages = "docs/";

    private const string HelpPageExtension = ".md";

    public static readonly DiagnosticDescriptor ConstantNotAccepted = new(
        ConstantNotAcceptedId,
        "A constant that the model does not accept",
        "{0}, but {1} accepts {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The request would be refused before it is sent: the same value throws a SeedanceValidationException at run time.",
        HelpPages + ConstantNotAcceptedId + HelpPageExtension);
}
