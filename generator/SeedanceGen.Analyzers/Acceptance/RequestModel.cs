namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>A value of the property that decides which rules hold, and those rules.</summary>
internal sealed class RequestModel(string value, string member, BuilderRules rules)
{
    /// <summary>The value as it is sent: messages call the model so.</summary>
    public string Value { get; } = value;

    /// <summary>The static property of the open enumeration that has this value.</summary>
    public string Member { get; } = member;

    public BuilderRules Rules { get; } = rules;
}
