using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Diagnostics;

/// <summary>Something in the YAML that the generator cannot follow, as plain values that can be cached.</summary>
/// <param name="Rule">The id of the rule, one of <see cref="ProblemRules"/>.</param>
/// <param name="Path">The YAML file.</param>
/// <param name="Span">Where in it.</param>
/// <param name="Arguments">What the rule's message asks for.</param>
internal sealed record Problem(string Rule, string Path, SpecSpan Span, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic()
    {
        var lines = new LinePositionSpan(
            new LinePosition(Span.StartLine, Span.StartColumn),
            new LinePosition(Span.EndLine, Span.EndColumn));
        var location = Location.Create(Path, TextSpan.FromBounds(Span.Start, Span.End), lines);
        return Diagnostic.Create(ProblemRules.ById(Rule), location, [.. Arguments]);
    }
}
