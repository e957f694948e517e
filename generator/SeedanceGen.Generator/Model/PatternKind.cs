namespace SeedanceGen.Generator.Model;

/// <summary>What a pattern is understood as.</summary>
internal enum PatternKind
{
    /// <summary>A regular expression.</summary>
    Expression,

    /// <summary><c>\S</c>: the text is not blank.</summary>
    NotBlank,

    /// <summary><c>^https://</c> and its like.</summary>
    Scheme,
}
