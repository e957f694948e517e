namespace SeedanceGen.Rules;

/// <summary>The keywords of JSON Schema that the rule core checks, in the order in which the first broken one is reported.</summary>
[Flags]
internal enum RuleKeywords
{
    None = 0,
    Type = 1,
    Format = 1 << 1,
    Enum = 1 << 2,
    Minimum = 1 << 3,
    Maximum = 1 << 4,
    MultipleOf = 1 << 5,
    MinimumLength = 1 << 6,
    MaximumLength = 1 << 7,
    Pattern = 1 << 8,
    MinimumCount = 1 << 9,
    MaximumCount = 1 << 10,
}
