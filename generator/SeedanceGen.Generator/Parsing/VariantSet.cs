using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Parsing;

/// <summary>The variants of the request and the property that decides among them.</summary>
internal sealed record VariantSet(int Deciding, EquatableArray<VariantModel> Variants);
