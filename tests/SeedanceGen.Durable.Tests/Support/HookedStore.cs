using System.Data.Common;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Tests.Support;

/// <summary>A store that lets a test act, or fail, before a change is written.</summary>
internal sealed class HookedStore(IJobStore inner) : IJobStore
{
    /// <summary>Runs before each change.</summary>
    public Func<JobChange, Task> BeforeChange { get; set; } = _ => Task.CompletedTask;

    public string Id => inner.Id;

    public Task OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public Task<IReadOnlySet<string>> AddAsync(
        IReadOnlyList<NewJob> jobs, DbTransaction? transaction, CancellationToken cancellationToken) =>
        inner.AddAsync(jobs, transaction, cancellationToken);

    public Task<(VideoJob Job, string RequestHash)?> FindAsync(
        string key, DbTransaction? transaction, CancellationToken cancellationToken) =>
        inner.FindAsync(key, transaction, cancellationToken);

    public Task<IReadOnlyList<VideoJob>> PageAsync(
        VideoJobState? state, string after, int max, CancellationToken cancellationToken) =>
        inner.PageAsync(state, after, max, cancellationToken);

    public Task<IReadOnlyList<VideoJob>> DueAsync(
        int shard, IReadOnlyList<VideoJobState> states, DateTimeOffset now, int max, CancellationToken cancellationToken) =>
        inner.DueAsync(shard, states, now, max, cancellationToken);

    public Task<IReadOnlyList<VideoJob>> ClaimAsync(JobClaim claim, CancellationToken cancellationToken) =>
        inner.ClaimAsync(claim, cancellationToken);

    public async Task<bool> ChangeAsync(JobChange change, CancellationToken cancellationToken)
    {
        await BeforeChange(change);
        return await inner.ChangeAsync(change, cancellationToken);
    }

    public Task ChargeAsync(int shard, long credits, CancellationToken cancellationToken) =>
        inner.ChargeAsync(shard, credits, cancellationToken);

    public Task<int> ParkAsync(int shard, VideoJobState state, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.ParkAsync(shard, state, now, cancellationToken);

    public Task<DateTimeOffset> GetPauseAsync(CancellationToken cancellationToken) => inner.GetPauseAsync(cancellationToken);

    public Task PauseAsync(DateTimeOffset until, CancellationToken cancellationToken) => inner.PauseAsync(until, cancellationToken);

    public Task<int> TakePollsAsync(int wanted, double perSecond, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.TakePollsAsync(wanted, perSecond, now, cancellationToken);

    public Task<IReadOnlyList<int>> OverdueShardsAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        inner.OverdueShardsAsync(before, cancellationToken);

    public Task RunAloneAsync(Func<Task> work, CancellationToken cancellationToken) => inner.RunAloneAsync(work, cancellationToken);

    public Task<VideoQueueTotals> GetTotalsAsync(CancellationToken cancellationToken) => inner.GetTotalsAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
