namespace SeedanceGen.SpecChange.Comparison;

/// <summary>Where a change shows.</summary>
internal enum Area
{
    /// <summary>What code is compiled against.</summary>
    PublicSurface,

    /// <summary>What a model takes.</summary>
    AcceptedValues,

    /// <summary>What is sent.</summary>
    Wire,
}
