using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>A service that accepts jobs and finishes them at the first read, unless told otherwise.</summary>
internal sealed class QueueHandlerScript
{
    private int _submissions;

    /// <summary>Whether the first submission is refused with a pause of 30 seconds.</summary>
    public bool RefusesFirst { get; init; }

    public bool NeverEnds { get; init; }

    public Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = request.Method == HttpMethod.Get
            ? InMemory.Job(NeverEnds ? "processing" : "succeeded")
            : RefusesFirst && Interlocked.Increment(ref _submissions) == 1 ? InMemory.Status(429, "30") : InMemory.Accepted;
        return response(request, cancellationToken);
    }
}
