namespace SeedanceGen.SpecChange.Comparison;

/// <summary>One difference that a user of the SDK can notice.</summary>
/// <param name="Verdict">What it means for the version.</param>
/// <param name="Area">Where it shows.</param>
/// <param name="Text">What is different.</param>
internal sealed record Change(Verdict Verdict, Area Area, string Text);
