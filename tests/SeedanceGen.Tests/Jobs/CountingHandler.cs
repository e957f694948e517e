using System.Collections.Concurrent;
using System.Net;
using System.Text;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Jobs;

/// <summary>Many jobs in memory; it notes when each was read.</summary>
internal sealed class CountingHandler(StepClock clock) : ServiceInMemory
{
    private readonly ConcurrentDictionary<string, int> _reads = new();
    private readonly ConcurrentQueue<TimeSpan> _times = new();

    /// <summary>When the reads came.</summary>
    public IReadOnlyCollection<TimeSpan> Reads => _times;

    /// <summary>How many reads it takes until a job is finished.</summary>
    public int ReadsUntilEnd { get; init; } = int.MaxValue;

    public SeedanceClient CreateClient(double? maxPollsPerSecond = null) => new("sd2_live_test", new SeedanceClientOptions
    {
        BaseAddress = EngineHandler.Address,
        HttpHandler = this,
        TimeProvider = clock.Time,
        MaxPollsPerSecond = maxPollsPerSecond,
    });

    protected override StepClock Clock => clock;

    protected override Task<HttpResponseMessage> RespondAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _times.Enqueue(clock.Elapsed);
        var path = request.RequestUri!.AbsolutePath;
        var id = path[(path.LastIndexOf('/') + 1)..];
        var status = ReadsUntilEnd != int.MaxValue && _reads.AddOrUpdate(id, 1, static (_, count) => count + 1) >= ReadsUntilEnd
            ? "succeeded" : "queued";
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(
                $$"""{"success":true,"requestId":"{{id}}","status":"{{status}}"}""", Encoding.UTF8, "application/json"),
        });
    }
}
