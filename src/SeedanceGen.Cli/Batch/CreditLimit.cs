using System.Globalization;

namespace SeedanceGen.Cli.Batch;

/// <summary>
/// Keeps a batch below its <c>--max-credits</c>. The price of a job is known only when it is charged, so the next job is expected to cost
/// as much as the most expensive one so far, and so is each job whose outcome or price is unknown. With a limit, lines are submitted one
/// at a time.
/// </summary>
internal sealed class CreditLimit(int? limit, BatchLedger ledger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Submits when the limit leaves room.</summary>
    /// <returns>Why nothing was submitted; null when the submission was tried.</returns>
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
            var expected = Math.Max(ledger.MaxCost, 1);
            var spent = ledger.Charged + (ledger.Unknown + ledger.Unpriced) * (long)ledger.MaxCost;
            if (spent + expected > limit)
                return Describe(spent);

            await submit();
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private string Describe(long spent) => string.Create(
        CultureInfo.InvariantCulture,
        $"--max-credits {limit} leaves no room: {Format.Credits(spent)} are or may be spent, "
        + $"and the most expensive line so far cost {ledger.MaxCost}");
}
