using SeedanceGen.Cli.Requests;

namespace SeedanceGen.Cli.Batch;

/// <summary>What <c>batch</c> was asked for.</summary>
internal sealed record BatchInput
{
    public required IReadOnlyList<RequestLine> Requests { get; init; }

    /// <summary>The full path of the folder for journal, videos and report.</summary>
    public required string Folder { get; init; }

    /// <summary>How many jobs may go on at a time.</summary>
    public required int MaxConcurrency { get; init; }

    /// <summary>What all runs of the batch may be charged in all; null for no ceiling.</summary>
    public required int? MaxCredits { get; init; }

    /// <summary>Whether lines whose outcome is unknown are submitted again.</summary>
    public required bool RetryUnknown { get; init; }

    /// <summary>How jobs are waited for.</summary>
    public required WaitOptions Wait { get; init; }
}
