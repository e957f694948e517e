using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Peers;
using SeedanceGen.Benchmarks.Peers.Hand;
using SeedanceGen.Benchmarks.Peers.Lower;
using SeedanceGen.Benchmarks.Peers.Rest;
using SeedanceGen.Benchmarks.Peers.Stock;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>Every client that submits and reads, next to the hand-written code.</summary>
internal static class PeerTable
{
    public static int Print()
    {
        using var handler = new CannedHandler();
        using IPeer hand = new HandWritten(handler), lower = new LowerBound(handler), seedance = new SeedancePeer(handler),
            stock = new StockPeer(handler), rest = new RestSharpPeer(handler);
        var bytes = Contest.BytesOf(hand.SubmitAndGetAsync);
        Console.WriteLine(FormattableString.Invariant($"peer hand-written time 1.00 allocated 1.00 ({bytes:0} bytes)"));
        foreach (var (name, peer) in new[] { ("lower-bound", lower), ("seedance", seedance), ("stock-nswag", stock), ("restsharp", rest) })
        {
            var (time, allocated) =
                (Contest.TimeRatio(peer.SubmitAndGetAsync, hand.SubmitAndGetAsync), Contest.BytesOf(peer.SubmitAndGetAsync) / bytes);
            Console.WriteLine(FormattableString.Invariant($"peer {name} time {time:0.00} allocated {allocated:0.00}"));
        }

        return 0;
    }
}
