using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Model;

/// <summary>
/// What one reading of the YAML gives. Positions are in the problems only, so that a moved line leaves the model as it was.
/// </summary>
internal sealed record SpecReading(RequestModel? Request, EquatableArray<Problem> Problems);
