using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Peers;
using SeedanceGen.Benchmarks.Peers.Hand;
using SeedanceGen.Benchmarks.Peers.Lower;
using SeedanceGen.Benchmarks.Peers.Rest;
using SeedanceGen.Benchmarks.Peers.Stock;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>One submission and one read, against everybody who could have done it instead.</summary>
internal static class CallFigures
{
    public static IEnumerable<Figure> Measure()
    {
        using var handler = new CannedHandler();
        using var seedance = new SeedancePeer(handler);
        using var restSharp = new RestSharpPeer(handler);
        using IPeer hand = new HandWritten(handler), lower = new LowerBound(handler), stock = new StockPeer(handler);

        var bytes = Contest.BytesOf(hand.SubmitAndGetAsync);
        Console.WriteLine($"hand-written: {bytes:0} bytes; SDK: {Contest.BytesOf(seedance.SubmitAndGetAsync):0} bytes");
        yield return new Figure("submit+get allocated / hand-written", Contest.BytesOf(seedance.SubmitAndGetAsync) / bytes, 1.00);
        yield return new Figure("submit+get time / hand-written", Contest.TimeRatio(seedance.SubmitAndGetAsync, hand.SubmitAndGetAsync), 1.00, Tolerance: 1.15);
        yield return new Figure("submit+get time / stock NSwag", Contest.TimeRatio(seedance.SubmitAndGetAsync, stock.SubmitAndGetAsync), 0.70, Tolerance: 1.15);
        Console.WriteLine($"lower bound: {Contest.BytesOf(lower.SubmitAndGetAsync) / bytes:0.00} allocated, {Contest.TimeRatio(lower.SubmitAndGetAsync, hand.SubmitAndGetAsync):0.00} time");
        Console.WriteLine($"stock NSwag: {Contest.BytesOf(stock.SubmitAndGetAsync) / bytes:0.00} allocated, {Contest.TimeRatio(stock.SubmitAndGetAsync, hand.SubmitAndGetAsync):0.00} time");
        Console.WriteLine($"RestSharp: {Contest.BytesOf(restSharp.SubmitAndGetAsync) / bytes:0.00} allocated, {Contest.TimeRatio(restSharp.SubmitAndGetAsync, hand.SubmitAndGetAsync):0.00} time");
    }
}
