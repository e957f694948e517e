using System.Diagnostics;
using System.Globalization;
using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Serving;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>
/// A standalone mock under load for long: its memory and its speed stay as they are once it has reached the bound of what it keeps, and its
/// control API responds at once all the time.
/// </summary>
internal static class Soak
{
    private const int Slice = 20_000;
    private const int SlicesToTheBound = 3;
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan FirstMinute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProbePause = TimeSpan.FromMilliseconds(100);
    private static readonly string[] Lists = ["", "/jobs?last=100", "/journal?last=100", "/webhooks?last=100", "/violations?last=100"];

    /// <summary>Runs it and prints how it goes on.</summary>
    public static int Print(string requests)
    {
        var isOver = false;
        foreach (var figure in Run(int.Parse(requests, CultureInfo.InvariantCulture), Console.WriteLine))
        {
            Console.WriteLine(figure);
            isOver |= figure.IsOver;
        }

        return isOver ? 1 : 0;
    }

    /// <param name="requests">How many requests are sent.</param>
    /// <param name="tell">Takes a line now and then; null for none.</param>
    public static IEnumerable<Figure> Run(int requests, Action<string>? tell = null)
    {
        using var mock = ServedProcess.Start("standalone");
        using var load = new LoadGenerator(mock.Port, static () => new SubmitAndReadScript(Exchanges.SubmissionWithoutWebhook));
        for (var slice = 0; slice < SlicesToTheBound; slice++)
            load.Run(Slice);

        using var probing = new CancellationTokenSource();
        var probe = ProbeAsync(mock.Port, probing.Token);
        var (rates, memory, start, first) = (new List<double>(), 0.0, Stopwatch.GetTimestamp(), 0);
        for (var sent = SlicesToTheBound * Slice; sent < requests; sent += Slice)
        {
            var before = mock.ProcessorTime;
            var onTheWall = load.Run(Slice);
            rates.Add(Slice / (mock.ProcessorTime - before).TotalSeconds);
            memory = Math.Max(memory, mock.Memory / Megabyte);
            if (first == 0 && Stopwatch.GetElapsedTime(start) > FirstMinute)
                first = rates.Count;
            if (rates.Count % 10 == 0)
            {
                tell?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sent + Slice} requests: {mock.Memory / Megabyte:0} MiB, {onTheWall:0}/s, {rates[^1]:0} per processor second"));
            }
        }

        probing.Cancel();
        var times = probe.GetAwaiter().GetResult();
        mock.Stop();
        // A short run has no first minute: its first and its last third are compared.
        var compared = first > 0 && first < rates.Count / 2 ? first : Math.Max(1, rates.Count / 3);
        var speed = Median(rates.TakeLast(compared)) / Median(rates.Take(compared));
        tell?.Invoke(string.Create(
            CultureInfo.InvariantCulture, $"control API: {times.Count} responses, slowest {times.Max():0.0} ms"));
        yield return new Figure("soak-memory-mebibytes", memory, 400);
        yield return new Figure("soak-requests-per-processor-second/first", speed, 0.9, IsFloor: true);
        yield return new Figure("soak-control-milliseconds", Median(times), 50);
    }

    /// <summary>Asks for the state and for the lists, one after the other, as a page does, until it is told to end.</summary>
    /// <returns>How long each response took, in milliseconds.</returns>
    private static async Task<List<double>> ProbeAsync(int port, CancellationToken end)
    {
        using var http = new HttpClient();
        var times = new List<double>();
        while (!end.IsCancellationRequested || times.Count < Lists.Length)
        {
            var start = Stopwatch.GetTimestamp();
            var list = Lists[times.Count % Lists.Length];
            var address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}/__seedance{list}"));
            await http.GetByteArrayAsync(address, CancellationToken.None).ConfigureAwait(false);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(ProbePause, CancellationToken.None).ConfigureAwait(false);
        }

        return times;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
