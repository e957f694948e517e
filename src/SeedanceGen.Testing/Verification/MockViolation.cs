using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing;

/// <summary>Something that was wrong in a test run, as a mock server saw it.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Message">What was found, what was expected instead, and what is at fault; never the API key.</param>
public sealed record MockViolation(MockViolationKind Kind, string Message)
{
    /// <summary>The numbers of the requests in the journal that show it; empty when it is about none.</summary>
    public IReadOnlyList<int> Requests => [.. Evidence.Select(exchange => exchange.Number).Where(number => number > 0)];

    internal Exchange[] Evidence { get; init; } = [];

    /// <summary>Whether both are of one kind and say the same.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(MockViolation? other) => other is not null && Kind == other.Kind && Message == other.Message;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Message);

    /// <summary>Kind and message in one line.</summary>
    public override string ToString() => $"{Kind}: {Message}";
}
