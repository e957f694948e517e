using SeedanceGen.Texts;

namespace SeedanceGen;

/// <content>What a person reads of an accepted job.</content>
public sealed partial record VideoGenerationAccepted
{
    /// <summary>The job for a person: its id, its status and its price in credits.</summary>
    public override string ToString()
    {
        IJobFacts facts = this;
        var price = facts.Credits is { } credits ? FormattableString.Invariant($"{credits} credits") : "price not known";
        return $"{OutsideText.Label(facts.Id ?? "not known")}: {OutsideText.Label(facts.Status ?? "")}, {price}";
    }
}
