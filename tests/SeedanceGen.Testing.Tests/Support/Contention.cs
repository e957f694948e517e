namespace SeedanceGen.Testing.Tests.Support;

/// <summary>Runs the same call on threads of its own, all released at once: a pool may be too busy to run two of them together.</summary>
internal static class Contention
{
    public const int Calls = Threads * CallsPerThread;

    private const int Threads = 4;
    private const int CallsPerThread = 100_000;

    public static void Run(Action<int> call)
    {
        using var start = new Barrier(Threads);
        var failures = new Exception?[Threads];
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            start.SignalAndWait();
            try
            {
                for (var i = 0; i < CallsPerThread; i++)
                    call((thread * CallsPerThread) + i);
            }
            catch (Exception failure)
            {
                failures[thread] = failure;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        failures.ShouldAllBe(failure => failure == null);
    }
}
