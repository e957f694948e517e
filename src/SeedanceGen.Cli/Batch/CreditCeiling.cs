using System.Globalization;
using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// Keeps a batch below its <c>--max-credits</c>. The price of a job is known only when it is charged, so the next one is taken to cost as
/// much as the dearest so far, and so is every one whose outcome is unknown. With a ceiling, lines are submitted one after the other.
/// </summary>
internal sealed class CreditCeiling(int? limit, BatchLedger ledger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Submits when there is room for it.</summary>
    /// <returns>Why it was not submitted; null when it was, or was tried.</returns>
    public async Task<string?> SubmitAsync(Func<Task> submit)
    {
        if (limit is null)
        {
            await submit();
            return null;
        }

        await _turn.WaitAsync();
        try
        {
            var expected = Math.Max(ledger.Dearest, 1);
            var spoken = ledger.Charged + ledger.Unknown * (long)ledger.Dearest;
            if (spoken + expected > limit)
                return Words(spoken);

            await submit();
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private string Words(long spoken) => string.Create(
        CultureInfo.InvariantCulture,
        $"--max-credits {limit} leaves no room: {Price.InWords(spoken)} are spent or may be, and the dearest line so far cost {ledger.Dearest}");
}
