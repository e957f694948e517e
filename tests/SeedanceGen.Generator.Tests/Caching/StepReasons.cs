using Microsoft.CodeAnalysis;

namespace SeedanceGen.Generator.Tests.Caching;

/// <summary>Why each step ran or did not run, and the outputs in their order: code, diagnostics.</summary>
internal sealed record StepReasons(
    IncrementalStepRunReason Files,
    IncrementalStepRunReason Parsed,
    IncrementalStepRunReason Models,
    IncrementalStepRunReason Problems,
    IncrementalStepRunReason[] Outputs)
{
    public static StepReasons Of(GeneratorRunResult result) => new(
        Reason(result, SpecSteps.Files),
        Reason(result, SpecSteps.Parsed),
        Reason(result, SpecSteps.Models),
        Reason(result, SpecSteps.Problems),
        [.. result.TrackedOutputSteps["SourceOutput"].Select(step => step.Outputs.Single().Reason)]);

    public bool Equals(StepReasons? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() =>
        $"files {Files}, parsed {Parsed}, models {Models}, problems {Problems}, outputs {string.Join('/', Outputs)}";

    private static IncrementalStepRunReason Reason(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].Single().Outputs.Single().Reason;
}
