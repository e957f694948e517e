using System.Data.Common;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Tests.Support;

/// <summary>A store that lets a test act, or fail, before a change is written.</summary>
internal sealed class HookedStore(IJobStore inner) : IJobStore
{
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs before each change.</summary>
    public Func<JobChange, Task> BeforeChange { get; set; } = _ => Task.CompletedTask;

    /// <summary>Runs after each claim is committed.</summary>
    public Func<Task> AfterClaim { get; set; } = () => Task.CompletedTask;

    /// <summary>Runs before each read of what a claim took.</summary>
    public Func<Task> BeforeClaimed { get; set; } = () => Task.CompletedTask;

    /// <summary>Runs before a sweep looks for shards.</summary>
    public Func<CancellationToken, Task> BeforeLeftShards { get; set; } = _ => Task.CompletedTask;

    /// <summary>The token of the latest change.</summary>
    public CancellationToken Token { get; private set; }

    /// <summary>How often a job was read by its key.</summary>
    public int Finds { get; private set; }

    /// <summary>How often the store was counted.</summary>
    public int Counts { get; private set; }

    public string Id => inner.Id;

    public Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public Task<IReadOnlySet<string>> AddAsync(
        IReadOnlyList<NewJob> jobs, DbTransaction? transaction, CancellationToken cancellationToken) =>
        inner.AddAsync(jobs, transaction, cancellationToken);

    public Task<(VideoJob Job, string RequestHash)?> FindAsync(
        string key, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        Finds++;
        return inner.FindAsync(key, transaction, cancellationToken);
    }

    public Task<IReadOnlyList<VideoJob>> PageAsync(
        VideoJobState? state, string after, int max, CancellationToken cancellationToken) =>
        inner.PageAsync(state, after, max, cancellationToken);

    public Task<IReadOnlyDictionary<string, string>> HashesAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        inner.HashesAsync(keys, cancellationToken);

    public Task<IReadOnlyList<VideoJob>> DueAsync(
        int shard, VideoJobState state, DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        inner.DueAsync(shard, state, now, max, cancellationToken);

    public Task<IReadOnlyList<VideoJob>> ClaimDeliveriesAsync(
        int shard, DateTimeOffset now, DateTimeOffset leaseEnd, int max, CancellationToken cancellationToken) =>
        inner.ClaimDeliveriesAsync(shard, now, leaseEnd, max, cancellationToken);

    public Task<IReadOnlyList<VideoJob>> CandidatesAsync(
        int shard, DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        inner.CandidatesAsync(shard, now, max, cancellationToken);

    public Task PostponeCandidateAsync(VideoJob job, DateTimeOffset at, CancellationToken cancellationToken) =>
        inner.PostponeCandidateAsync(job, at, cancellationToken);

    public async Task<IReadOnlyList<VideoJob>> ClaimAsync(JobClaim claim, CancellationToken cancellationToken)
    {
        var claimed = await inner.ClaimAsync(claim, cancellationToken);
        await AfterClaim();
        return claimed;
    }

    public async Task<IReadOnlyList<VideoJob>> ClaimedAsync(JobClaim claim, CancellationToken cancellationToken)
    {
        await BeforeClaimed();
        return await inner.ClaimedAsync(claim, cancellationToken);
    }

    public async Task<bool> ChangeAsync(JobChange change, CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        await BeforeChange(change);
        var isChanged = await inner.ChangeAsync(change, cancellationToken);
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return isChanged;
    }

    /// <summary>Completes after the next change that is written from now on.</summary>
    public Task NextChangeAsync() => _changed.Task;

    public Task ChargeAsync(int shard, long credits, CancellationToken cancellationToken) =>
        inner.ChargeAsync(shard, credits, cancellationToken);

    public Task<int> ParkAsync(
        int shard, VideoJobState state, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.ParkAsync(shard, state, before, now, cancellationToken);

    public Task<DateTimeOffset> GetPauseAsync(CancellationToken cancellationToken) => inner.GetPauseAsync(cancellationToken);

    public Task PauseAsync(DateTimeOffset until, CancellationToken cancellationToken) => inner.PauseAsync(until, cancellationToken);

    public Task<int> TakePollsAsync(int wanted, double perSecond, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.TakePollsAsync(wanted, perSecond, now, cancellationToken);

    public Task SeeLaneAsync(string lane, int shard, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.SeeLaneAsync(lane, shard, now, cancellationToken);

    public async Task<IReadOnlyList<int>> LeftShardsAsync(
        string lane, IReadOnlyList<VideoJobState> states, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await BeforeLeftShards(cancellationToken);
        return await inner.LeftShardsAsync(lane, states, before, cancellationToken);
    }

    public Task<int> RemoveHandledAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        inner.RemoveHandledAsync(before, max, cancellationToken);

    public Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken) => inner.RunAloneAsync(work, cancellationToken);

    public Task<VideoQueueTotals> GetTotalsAsync(bool withHandled, CancellationToken cancellationToken)
    {
        Counts++;
        return inner.GetTotalsAsync(withHandled, cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
