namespace SeedanceGen.Cli.Requests;

/// <summary>One request of a file.</summary>
internal sealed record RequestLine
{
    /// <summary>Where it is in the file, beginning with 1.</summary>
    public required int Number { get; init; }

    /// <summary>The request; null when it cannot be read as one.</summary>
    public required VideoGenerationRequest? Request { get; init; }

    /// <summary>The hash of the line as it stands, to know it again.</summary>
    public required string Hash { get; init; }

    /// <summary>What the rules refuse; empty when it can be submitted.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What the rules do not know; it is sent as it is.</summary>
    public required IReadOnlyList<string> Doubts { get; init; }
}
