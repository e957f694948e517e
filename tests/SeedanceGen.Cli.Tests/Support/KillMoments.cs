namespace SeedanceGen.Cli.Tests.Support;

/// <summary>Tells a test when the service has accepted so many more jobs; called before the acceptance is answered.</summary>
internal sealed class KillMoments : IDisposable
{
    private readonly SemaphoreSlim _passed = new(0);

    public void Pass() => _passed.Release();

    /// <summary>Waits for so many acceptances, or for the end of what makes them.</summary>
    public async Task AfterAsync(int acceptances, Task end)
    {
        while (_passed.CurrentCount > 0)
            await _passed.WaitAsync();

        using var given = new CancellationTokenSource();
        for (var i = 0; i < acceptances; i++)
        {
            var next = _passed.WaitAsync(given.Token);
            if (await Task.WhenAny(next, end) == next)
                continue;

            await given.CancelAsync();
            return;
        }
    }

    public void Dispose() => _passed.Dispose();
}
