namespace SeedanceGen.SpecChange.Comparison;

/// <summary>The part of the version that an edit raises.</summary>
internal enum Verdict
{
    /// <summary>Nothing that a user's code can notice: words, or nothing at all.</summary>
    Patch,

    /// <summary>Only more than before.</summary>
    Minor,

    /// <summary>Something that worked may not work any more.</summary>
    Major,
}
