namespace SeedanceGen.Generator.Model;

/// <summary>What one variant accepts for one property: the plain limits and its own, combined.</summary>
internal sealed record OverrideModel(int Property, bool IsRequired, Limits Limits);
