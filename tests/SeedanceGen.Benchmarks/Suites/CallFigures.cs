using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Peers;
using SeedanceGen.Benchmarks.Peers.Hand;
using SeedanceGen.Benchmarks.Peers.Stock;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>One submission and one read, against those who could have done it instead.</summary>
internal sealed class CallFigures : IFigureSuite
{
    public string Name => "calls";

    public IEnumerable<Figure> Counts()
    {
        using var handler = new CannedHandler();
        using IPeer seedance = new SeedancePeer(handler), hand = new HandWritten(handler);
        yield return new Figure(
            "submit-get-allocated/hand-written", Contest.BytesOf(seedance.SubmitAndGetAsync) / Contest.BytesOf(hand.SubmitAndGetAsync),
            1.00);
    }

    public IEnumerable<Figure> Times()
    {
        using var handler = new CannedHandler();
        using IPeer seedance = new SeedancePeer(handler), hand = new HandWritten(handler), stock = new StockPeer(handler);
        yield return new Figure(
            "submit-get-time/hand-written", Contest.TimeRatio(seedance.SubmitAndGetAsync, hand.SubmitAndGetAsync), 1.00);
        yield return new Figure(
            "submit-get-time/stock-nswag", Contest.TimeRatio(seedance.SubmitAndGetAsync, stock.SubmitAndGetAsync), 0.70);
    }
}
