using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>
/// Writes what became of a submission. When the store does not take the id of an accepted job, a file of this machine has it until the
/// store does. An id that no row takes stays in its file, for people.
/// </summary>
internal sealed class SubmissionRecorder(JobContext context, AcceptanceFiles files)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>How long the store may take to answer before the worker writes the id to a file too.</summary>
    private static readonly TimeSpan ResponseTime = TimeSpan.FromSeconds(1);

    /// <summary>Writes the change, and tries until the store takes it or the worker stops.</summary>
    public async Task RecordAsync(JobChange change, CancellationToken stopping)
    {
        string? file = null;
        while (true)
        {
            try
            {
                bool isTaken;
                using var answered = new CancellationTokenSource();
                var keeping = file is null ? KeepLaterAsync(change, answered.Token) : Task.FromResult<string?>(file);
                try
                {
                    isTaken = await ApplyAsync(change).ConfigureAwait(false);
                }
                finally
                {
                    await answered.CancelAsync().ConfigureAwait(false);
                    file = await keeping.ConfigureAwait(false);
                }

                if (!isTaken)
                    file ??= Keep(change);
                await SettleAsync(file, change, isTaken).ConfigureAwait(false);
                return;
            }
            catch (Exception problem)
            {
                context.Logger.StoreFailed(problem);
                file ??= Keep(change);
                if (stopping.IsCancellationRequested)
                    return;
            }

            await Task.Delay(RetryDelay, context.Clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Writes the ids that the files of this store have to the store.</summary>
    /// <exception cref="InvalidOperationException">The folder takes no files.</exception>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        files.Probe();
        foreach (var (file, change) in files.Read(context.Store.Id, context.Now, context.Logger))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await SettleAsync(file, change, await ApplyAsync(change).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Deletes the file of a change that the store took; sets the file aside when no row takes the id of an accepted job.
    /// </summary>
    private async Task SettleAsync(string? file, JobChange change, bool isTaken)
    {
        if (isTaken)
        {
            AcceptanceFiles.Delete(file);
            return;
        }

        // The store counts the credits first: when this worker dies before the file is renamed, they count twice rather than never.
        if (change.Credits is { } credits)
            await context.Store.ChargeAsync(JobText.Shard(change.Key), credits, CancellationToken.None).ConfigureAwait(false);
        context.Logger.Unclaimed(change.Key, change.RequestId!);
        Keep(change, file, isUnclaimed: true);
    }

    /// <summary>Writes the change; false when no row has the id of an accepted job.</summary>
    private async Task<bool> ApplyAsync(JobChange change)
    {
        if (await context.Store.ChangeAsync(change, CancellationToken.None).ConfigureAwait(false) || change.RequestId is null)
            return true;

        // A webhook, or an earlier try without an answer, may have written the id already. Then only the price may be missing.
        var found = await context.Store.FindAsync(change.Key, transaction: null, CancellationToken.None).ConfigureAwait(false);
        if (found?.Job is not { } job || job.RequestId != change.RequestId)
            return false;
        if (job.CreditsCharged is null && change.Credits is { } credits)
            await context.Store.ChangeAsync(JobChange.Charged(job, credits, context.Now), CancellationToken.None).ConfigureAwait(false);
        return true;
    }

    /// <summary>Keeps the id when the store has not answered in time. The store may hang, and this worker may end meanwhile.</summary>
    private async Task<string?> KeepLaterAsync(JobChange change, CancellationToken answered)
    {
        await Task.Delay(ResponseTime, context.Clock, answered).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return answered.IsCancellationRequested ? null : Keep(change);
    }

    /// <summary>Keeps the id of an accepted job in a file, or in the log when the file cannot be written.</summary>
    /// <returns>The file; null when there is none.</returns>
    private string? Keep(JobChange change, string? file = null, bool isUnclaimed = false)
    {
        if (change.RequestId is null)
            return null;
        try
        {
            file ??= files.Write(context.Store.Id, change);
            return isUnclaimed ? AcceptanceFiles.SetAside(file) : file;
        }
        catch (Exception problem)
        {
            context.Logger.NotKept(problem, change.Key, change.RequestId);
            return null;
        }
    }
}
