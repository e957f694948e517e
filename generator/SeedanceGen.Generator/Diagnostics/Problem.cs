using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Diagnostics;

/// <summary>A place in a YAML file; lines and columns count from zero.</summary>
internal readonly record struct SpecSpan(int Start, int StartLine, int StartColumn, int End, int EndLine, int EndColumn);

/// <summary>Something in the YAML that the generator cannot follow, as plain values that can be cached.</summary>
/// <param name="Rule">The id of the rule, one of <see cref="ProblemRules"/>.</param>
/// <param name="Path">The YAML file.</param>
/// <param name="Span">Where in it.</param>
/// <param name="Arguments">What the rule's message asks for.</param>
internal sealed record Problem(string Rule, string Path, SpecSpan Span, EquatableArray<string> Arguments)
{
    /// <summary>The fault in words.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, ProblemRules.ById(Rule).Message, [.. Arguments]);

    public Diagnostic ToDiagnostic()
    {
        var lines = new LinePositionSpan(
            new LinePosition(Span.StartLine, Span.StartColumn),
            new LinePosition(Span.EndLine, Span.EndColumn));
        var location = Location.Create(Path, TextSpan.FromBounds(Span.Start, Span.End), lines);
        return Diagnostic.Create(ProblemDescriptors.Of(Rule), location, [.. Arguments]);
    }
}

/// <summary>The rules as Roslyn describes them.</summary>
internal static class ProblemDescriptors
{
    private static readonly Dictionary<string, DiagnosticDescriptor> Known = ProblemRules.All.ToDictionary(rule => rule.Id, Create);

    public static DiagnosticDescriptor Of(string rule) => Known[rule];

    private static DiagnosticDescriptor Create(ProblemRule rule) => new(
        rule.Id,
        rule.Title,
        rule.Message,
        ProblemRule.Category,
        rule.DefaultSeverity == nameof(DiagnosticSeverity.Error) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: rule.HelpLinkUri);
}

/// <summary>Collects the problems of one file; the same problem at the same place is kept once.</summary>
internal sealed class ProblemList(string path)
{
    private readonly List<Problem> _problems = [];
    private readonly HashSet<Problem> _known = [];

    public bool IsEmpty => _problems.Count == 0;

    public int Count => _problems.Count;

    /// <summary>Whether a text is reported already, so that its consequences need not be.</summary>
    public bool Mentions(string text) => _problems.Any(problem => problem.Arguments.Count > 0 && problem.Arguments[0] == text);

    /// <summary>Whether a rule is broken anywhere so far.</summary>
    public bool Has(string rule) => _problems.Any(problem => problem.Rule == rule);

    public void Add(string rule, SpecSpan span, params string[] arguments)
    {
        var problem = new Problem(rule, path, span, arguments);
        if (_known.Add(problem))
            _problems.Add(problem);
    }

    /// <summary>The problems, in the order of the file.</summary>
    public EquatableArray<Problem> ToArray() => _problems.OrderBy(problem => problem.Span.Start).ToArray();
}
