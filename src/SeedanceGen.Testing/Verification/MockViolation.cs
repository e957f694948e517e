namespace SeedanceGen.Testing;

/// <summary>Something that was wrong in a test run, as a mock server saw it.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Message">What was found, what was expected instead, and what is at fault; never the API key.</param>
public sealed record MockViolation(MockViolationKind Kind, string Message)
{
    /// <summary>Kind and message in one line.</summary>
    public override string ToString() => $"{Kind}: {Message}";
}
