using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SeedanceGen.Durable.Engine;
using SeedanceGen.Durable.Ledger;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Durable.Tests.Engine;

/// <summary>Where the id of an accepted job is when its row does not have it.</summary>
public sealed class RecorderTests
{
    [Fact]
    public async Task An_id_that_neither_the_store_nor_the_folder_takes_is_logged_and_tried_again()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var file = Path.Combine(scene.Folder, "no-folder");
        await File.WriteAllTextAsync(file, "");
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock, options => options.AcceptanceFolder = file);
        var job = await worker.ClaimAsync(await worker.EnqueueAsync("a"));
        var failures = 2;
        worker.Store.BeforeChange = _ => failures-- > 0 ? Task.FromException(new IOException("The store is gone.")) : Task.CompletedTask;

        var recording = worker.Recorder.RecordAsync(JobChange.Accepted(job, "req_1", 40, clock.GetUtcNow(), clock.GetUtcNow()), default);
        // The clock stands still for the write that the store takes: time that passes in it would be a store that does not answer.
        while (failures >= 0 && !recording.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(1);
        }

        await recording;
        (await worker.FindAsync("a")).RequestId.ShouldBe("req_1");
        worker.Log.Texts(LogLevel.Critical).Count().ShouldBe(2);
        worker.Log.Texts(LogLevel.Critical).ShouldAllBe(line => line.Contains("req_1") && line.Contains("key a"));
    }

    [StoreTheory]
    [EachStore]
    public async Task An_id_is_in_a_file_while_the_store_does_not_answer_and_no_longer(string kind)
    {
        await using var scene = await TestStore.CreateAsync(kind);
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var job = await worker.ClaimAsync(await worker.EnqueueAsync("a"));
        var answer = new TaskCompletionSource();
        worker.Store.BeforeChange = _ => answer.Task;

        var recording = worker.Recorder.RecordAsync(JobChange.Accepted(job, "req_1", 40, clock.GetUtcNow(), clock.GetUtcNow()), default);
        FilesOf(scene).ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(1));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (FilesOf(scene) is not [var file] || !file.EndsWith(".json", StringComparison.Ordinal))
            await Task.Delay(1, limit.Token);
        (await File.ReadAllTextAsync(FilesOf(scene)[0])).ShouldContain("req_1");
        answer.SetResult();
        await recording;

        FilesOf(scene).ShouldBeEmpty();
        (await worker.FindAsync("a")).RequestId.ShouldBe("req_1");
        (await worker.Queue.GetTotalsAsync()).CreditsCharged.ShouldBe(40);
    }

    [Fact]
    public async Task An_id_that_is_written_and_kept_counts_once()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var job = await worker.ClaimAsync(await worker.EnqueueAsync("a"));
        var accepted = JobChange.Accepted(job, "req_1", 40, clock.GetUtcNow(), clock.GetUtcNow());
        await worker.Recorder.RecordAsync(accepted, default);
        // The worker ended between the write and the end of the file.
        new AcceptanceFiles(worker.Context.Options.AcceptanceFolder).Write(worker.Store.Id, accepted);

        await worker.Recorder.RecoverAsync(default);

        FilesOf(scene).ShouldBeEmpty();
        (await worker.Queue.GetTotalsAsync()).CreditsCharged.ShouldBe(40);
    }

    [Fact]
    public async Task A_folder_that_takes_no_file_is_told_when_the_worker_starts()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var file = Path.Combine(scene.Folder, "no-folder");
        await File.WriteAllTextAsync(file, "");

        var problem = await Should.ThrowAsync<InvalidOperationException>(
            () => QueueHost.StartAsync(scene, mock, options => options.AcceptanceFolder = file));

        problem.Message.ShouldContain("AcceptanceFolder");
    }

    [Fact]
    public async Task An_id_that_no_row_takes_is_set_aside_in_a_file_and_its_credits_count()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var shard = await worker.EnqueueAsync("a");
        var late = await worker.ClaimAsync(shard);
        await worker.Store.ParkAsync(shard, VideoJobState.OutcomeUnknown, DateTimeOffset.MaxValue, clock.GetUtcNow(), default);
        await worker.Queue.ResolveAsync("a", SubmissionResolution.NotCharged);
        await worker.ClaimAsync(shard);

        await worker.Recorder.RecordAsync(JobChange.Accepted(late, "req_1", 40, clock.GetUtcNow(), clock.GetUtcNow()), default);
        await worker.Recorder.RecoverAsync(default);

        (await File.ReadAllTextAsync(FilesOf(scene).ShouldHaveSingleItem())).ShouldContain("req_1");
        FilesOf(scene)[0].ShouldEndWith(".json" + AcceptanceFiles.Unclaimed);
        worker.Log.Texts(LogLevel.Critical).ShouldHaveSingleItem().ShouldContain("req_1");
        (await worker.Queue.GetTotalsAsync()).CreditsCharged.ShouldBe(40);
        (await worker.FindAsync("a")).State.ShouldBe(VideoJobState.Submitting);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stays_and_the_others_are_read()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var worker = await WorkerParts.CreateAsync(scene, mock, clock);
        var job = await worker.ClaimAsync(await worker.EnqueueAsync("a"));
        var files = new AcceptanceFiles(worker.Context.Options.AcceptanceFolder);
        files.Write(worker.Store.Id, JobChange.Accepted(job, "req_1", 40, clock.GetUtcNow(), clock.GetUtcNow()));
        var broken = files.Write(worker.Store.Id, JobChange.Accepted(job with { Key = "A" }, "req_2", 40, default, default));
        await File.WriteAllTextAsync(broken, "{");

        await worker.Recorder.RecoverAsync(default);

        FilesOf(scene).ShouldBe([broken]);
        worker.Log.Texts().ShouldContain(line => line.Contains(broken));
        (await worker.FindAsync("a")).RequestId.ShouldBe("req_1");
    }

    [Fact]
    public async Task A_file_that_another_worker_has_settled_meanwhile_is_passed_over()
    {
        await using var scene = await TestStore.CreateAsync("SQLite");
        using var mock = SeedanceMock.InMemory();
        await using var worker = await WorkerParts.CreateAsync(scene, mock, TimeProvider.System);
        var files = new AcceptanceFiles(worker.Context.Options.AcceptanceFolder);
        foreach (var attempt in new[] { 1, 2 })
        {
            var job = new VideoJob
            {
                Key = "a",
                Request = Requests.River,
                State = VideoJobState.Submitting,
                Attempt = attempt,
                EnqueuedAt = default,
                ChangedAt = default,
            };
            files.Write(worker.Store.Id, JobChange.Accepted(job, "req_1", 40, default, default));
        }

        var read = 0;
        foreach (var _ in files.Read(worker.Store.Id, default, worker.Log))
        {
            read++;
            foreach (var path in FilesOf(scene))
                File.Delete(path);
        }

        read.ShouldBe(1);
        worker.Log.Texts().ShouldBeEmpty();
    }

    private static string[] FilesOf(TestStore scene) => Directory.Exists(Path.Combine(scene.Folder, "accepted"))
        ? Directory.GetFiles(Path.Combine(scene.Folder, "accepted"), "*", SearchOption.AllDirectories)
        : [];
}
