namespace SeedanceGen.Generator.Model;

/// <summary>A <c>pattern</c>.</summary>
/// <param name="Kind">Whether it is a plain comparison.</param>
/// <param name="Source">As the YAML has it.</param>
/// <param name="Expression">In the syntax of .NET.</param>
/// <param name="Schemes">For <see cref="PatternKind.Scheme"/>: the schemes of the URLs, with <c>://</c> missing.</param>
internal sealed record PatternModel(PatternKind Kind, string Source, string Expression, EquatableArray<string> Schemes);
