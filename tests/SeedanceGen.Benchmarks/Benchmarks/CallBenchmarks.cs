using BenchmarkDotNet.Attributes;
using SeedanceGen.Benchmarks.Peers;
using SeedanceGen.Benchmarks.Peers.Hand;
using SeedanceGen.Benchmarks.Peers.Lower;
using SeedanceGen.Benchmarks.Peers.Rest;
using SeedanceGen.Benchmarks.Peers.Stock;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks;

/// <summary>One submission and one read by each client library, in memory.</summary>
[MemoryDiagnoser]
public class CallBenchmarks
{
    private static readonly CannedHandler Handler = new();
    private readonly IPeer _hand;
    private readonly IPeer _lower;
    private readonly IPeer _stock;
    private readonly IPeer _rest;
    private readonly IPeer _seedance;

    /// <summary>Makes the clients; what they make once is not measured.</summary>
    public CallBenchmarks()
    {
        (_hand, _lower, _stock) = (new HandWritten(Handler), new LowerBound(Handler), new StockPeer(Handler));
        (_rest, _seedance) = (new RestSharpPeer(Handler), new SeedancePeer(Handler));
    }

    [Benchmark(Baseline = true)]
    public Task<string> HandWritten() => _hand.SubmitAndGetAsync();

    [Benchmark]
    public Task<string> Seedance() => _seedance.SubmitAndGetAsync();

    [Benchmark]
    public Task<string> LowerBound() => _lower.SubmitAndGetAsync();

    [Benchmark]
    public Task<string> StockNSwag() => _stock.SubmitAndGetAsync();

    [Benchmark]
    public Task<string> RestSharp() => _rest.SubmitAndGetAsync();

    [GlobalCleanup]
    public void Close()
    {
        foreach (var peer in new[] { _hand, _lower, _stock, _rest, _seedance })
            peer.Dispose();
    }
}
