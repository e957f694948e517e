namespace SeedanceGen.Cli.Jobs;

/// <summary>What <c>generate</c> was asked for.</summary>
internal sealed record GenerateInput
{
    public required VideoGenerationRequest Request { get; init; }

    /// <summary>Where the video is to be; null for the default name.</summary>
    public required string? File { get; init; }

    /// <summary>Whether the embedded mock plays the service.</summary>
    public required bool Mock { get; init; }

    /// <summary>Whether the video is to be played in the end.</summary>
    public required bool Open { get; init; }

    /// <summary>Changes how the job is waited for.</summary>
    public required Func<WaitOptions, WaitOptions> Wait { get; init; }
}
