using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers;

/// <summary>Every rule that this assembly can report. Each has a page in <c>docs</c> and a row in the release files.</summary>
internal static class Descriptors
{
    public const string ConstantNotAcceptedId = "SDG1001";

    public const string KeyInSourceId = "SDG1002";

    public const string JobDroppedId = "SDG1003";

    public const string BuildForgottenId = "SDG1004";

    private const string Category = "Seedance.Usage";

    /// <summary>The folder of the help pages in the package.</summary>
    private const string HelpPages = "docs/";

    private const string HelpPageExtension = ".md";

    public static readonly DiagnosticDescriptor ConstantNotAccepted = new(
        ConstantNotAcceptedId,
        "A constant that the model does not accept",
        "{0}, but {1} {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        "The request would be rejected before it is sent: the same value throws a SeedanceValidationException at run time.",
        HelpPages + ConstantNotAcceptedId + HelpPageExtension);

    public static readonly DiagnosticDescriptor KeyInSource = new(
        KeyInSourceId,
        "An API key in source",
        "An API key is written here, for everyone who reads the source; read it from the environment variable SEEDANCE_API_KEY",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Anyone who has the key can spend its credits, and source is often copied. Revoke a key that was committed.",
        HelpPages + KeyInSourceId + HelpPageExtension);

    public static readonly DiagnosticDescriptor JobDropped = new(
        JobDroppedId,
        "A job handle or a wait whose result is dropped",
        "What {0} returns is dropped: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A job is charged when it is accepted. Its id is the only way to its video, and a task that is not awaited fails unseen.",
        HelpPages + JobDroppedId + HelpPageExtension);

    public static readonly DiagnosticDescriptor BuildForgotten = new(
        BuildForgottenId,
        "A builder where its request is meant",
        "{0}; end it with .Build()",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A builder only collects values. Build() makes the request of them, which a client can send.",
        HelpPages + BuildForgottenId + HelpPageExtension);
}
