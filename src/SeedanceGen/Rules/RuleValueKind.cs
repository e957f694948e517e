namespace SeedanceGen.Rules;

/// <summary>What sort of value is judged.</summary>
internal enum RuleValueKind
{
    /// <summary>There is no value.</summary>
    Missing,

    /// <summary>A text, or a value of an open enumeration.</summary>
    Text,

    /// <summary>A link.</summary>
    Link,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Flag,

    /// <summary>Any JSON value.</summary>
    Json,

    /// <summary>A value of which only the presence is judged.</summary>
    Opaque,
}
