namespace SeedanceGen.Generator.Emit;

/// <summary>One overload of a <c>With…</c> method.</summary>
/// <param name="Type">The type of the parameter that carries the value, with <c>params</c> where it takes several.</param>
/// <param name="Statement">Stores the value; <c>{0}</c> is the parameter, <c>{1}</c> the builder's field.</param>
/// <param name="IsEntry">Whether a key comes before the value.</param>
/// <param name="Exception">What the statement may throw.</param>
internal sealed record Setter(string Type, string Statement, bool IsEntry, string? Exception);
