namespace SeedanceGen.Analyzers.Acceptance.Nearest;

/// <summary>How a replacement is written.</summary>
internal enum ReplacementKind
{
    /// <summary>As it is: a number or a truth value.</summary>
    Expression,

    /// <summary>As a string literal.</summary>
    Text,

    /// <summary>As a static property of the open enumeration that is wanted.</summary>
    Member,
}
