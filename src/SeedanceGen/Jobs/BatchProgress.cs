namespace SeedanceGen;

/// <summary>A change of one of many requests, with the totals of all of them. Reports come one after the other.</summary>
public sealed record BatchProgress
{
    /// <summary>The position of the request among those that were passed, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The job; null when the request was not accepted or its outcome is unknown.</summary>
    public GenerationJob? Job { get; init; }

    /// <summary>The outcome of the request when this is its last report; null before.</summary>
    public GenerationOutcome? Outcome { get; init; }

    /// <summary>The number of requests; null while it is not known, because they come one by one.</summary>
    public int? Total { get; init; }

    /// <summary>The number of requests that were accepted so far.</summary>
    public required int Accepted { get; init; }

    /// <summary>The number of requests that have an outcome, whether a video or an error.</summary>
    public required int Finished { get; init; }

    /// <summary>The number of requests that have a video.</summary>
    public required int Succeeded { get; init; }

    /// <summary>The credits that the service charged for the accepted requests, as far as it named the prices.</summary>
    public required long CreditsCharged { get; init; }

    /// <summary>The request and its job, and how many are finished.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Index}: {Job?.ToString() ?? "not accepted"}; {Finished} of {(object?)Total ?? "?"} finished, {Succeeded} succeeded");
}
