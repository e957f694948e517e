namespace SeedanceGen.Analyzers.Acceptance.Nearest;

/// <summary>How a replacement is written.</summary>
internal enum ReplacementKind
{
    /// <summary>As it is: a number or a truth value.</summary>
    Expression,

    /// <summary>As a string literal.</summary>
    Text,

    /// <summary>As a member of the enumeration that is wanted: a static property of an open one, a constant of a C# one.</summary>
    Member,
}
