using SeedanceGen.Testing;
using SeedanceGen.Testing.Service;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults.Schedules;

/// <summary>Submits, waits and downloads under one schedule, and notes every promise that is broken.</summary>
internal sealed class ScheduleRun : IDisposable
{
    /// <summary>How the violation of a wait beyond its limit begins.</summary>
    public const string TooLong = "the wait took ";

    private const string OldContent = "the file that was there before";

    private static readonly byte[] Video = VideoEndpoint.Clip.For(null).Content.ToArray();

    private readonly Schedule _schedule;
    private readonly string _folder;
    private readonly StepClock _clock = new();
    private readonly EngineHandler _service;
    private readonly FaultyHandler _way;
    private readonly SeedanceClient _client;
    private readonly CancellationTokenSource _stop;
    private readonly List<string> _violations = [];

    public ScheduleRun(Schedule schedule, string folder)
    {
        _schedule = schedule;
        _folder = folder;
        _service = new EngineHandler(new SeedanceMockOptions { Lifecycle = schedule.Lifecycle, TimeProvider = _clock.Background }, _clock);
        _way = new FaultyHandler(_service, new FaultPlan(schedule.Random), _clock);
        _client = new SeedanceClient(SeedanceMockOptions.DefaultApiKey, new SeedanceClientOptions
        {
            BaseAddress = EngineHandler.Address,
            HttpHandler = _way,
            TimeProvider = _clock.Time,
            Random = schedule.Random.NextDouble,
            MaxAttempts = schedule.MaxAttempts,
            AttemptTimeout = schedule.AttemptTimeout,
            TotalTimeout = schedule.TotalTimeout,
            MaxPollsPerSecond = schedule.MaxPollsPerSecond,
        });
        _stop = schedule.CancelAfter is { } moment ? new CancellationTokenSource(moment, _clock.Time) : new CancellationTokenSource();
    }

    /// <summary>How far it came, for the tally.</summary>
    public string Outcome { get; private set; } = "";

    public IReadOnlyList<string> Story => _way.Story;

    /// <returns>The broken promises; none when all is well.</returns>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        try
        {
            await _clock.RunAsync(AllAsync()).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _violations.Add($"an exception that no caller expects: {exception}");
        }

        return [.. _violations, .. _way.Violations];
    }

    public void Dispose()
    {
        _stop.Dispose();
        _client.Dispose();
        _way.Dispose();
    }

    private async Task<bool> AllAsync()
    {
        if (await SubmitAsync().ConfigureAwait(false) is not { } job || await WaitAsync(job).ConfigureAwait(false) is not { } video)
            return false;

        return await (_schedule.ToStream ? DownloadToStreamAsync(video) : DownloadToFileAsync(video)).ConfigureAwait(false);
    }

    private async Task<GenerationJob?> SubmitAsync()
    {
        GenerationJob? job = null;
        var error = await Catch(async () => job = await _client.SubmitAsync(VirtualService.Request, _stop.Token).ConfigureAwait(false))
            .ConfigureAwait(false);
        var accepted = _service.Accepted;
        Expect(accepted <= 1, $"{accepted} jobs were accepted");
        Expect(error is not null || accepted == 1, "a job was reported that the service does not know");
        if (error is SeedanceException and not SubmissionOutcomeUnknownException)
            Expect(accepted == 0, $"a job was accepted and paid for, but the error says it was not: {error}");
        return job;
    }

    private async Task<VideoGeneration?> WaitAsync(GenerationJob job)
    {
        VideoGeneration? video = null;
        var begin = _clock.Elapsed;
        var error = await Catch(async () => video = await job.WaitAsync(_schedule.Wait, progress: null, _stop.Token).ConfigureAwait(false))
            .ConfigureAwait(false);
        var onService = _service.Jobs.Single().Status;
        Expect(video is null || onService == GenerationStatus.Succeeded, $"the wait reported a video of a job that is {onService}");
        Expect(error is not GenerationException ended || ended.Generation.Status == onService, $"{error} of a job that is {onService}");
        Expect(error is not OperationCanceledException or GenerationWaitCanceledException,
            $"{error?.GetType()} does not say which job it was");
        if (_way.HasToldTheEnd)
            Expect(video is not null || error is GenerationException,
                $"the service said that the job is {onService}, and the wait ended with {error}");
        if (_schedule.TotalTimeout != Timeout.InfiniteTimeSpan)
            Expect(_clock.Elapsed - begin <= _schedule.Wait.Timeout + (2 * _schedule.TotalTimeout) + TimeSpan.FromMinutes(1),
                TooLong + (_clock.Elapsed - begin));
        Expect(_service.Accepted == 1, "the wait submitted a job");
        return video;
    }

    private async Task<bool> DownloadToFileAsync(VideoGeneration video)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{_schedule.Seed}"));
        var file = Path.Combine(folder.FullName, "river.mp4");
        if (_schedule.HasOldFile)
            await File.WriteAllTextAsync(file, OldContent).ConfigureAwait(false);

        var error = await Catch(() => _client.DownloadAsync(video, file, cancellationToken: _stop.Token)).ConfigureAwait(false);

        Expect(folder.EnumerateFiles().All(left => left.Name == "river.mp4"), "something was left beside the video");
        if (error is null)
            Expect((await File.ReadAllBytesAsync(file).ConfigureAwait(false)).AsSpan().SequenceEqual(Video), "the file is not the video");
        else if (_schedule.HasOldFile)
            Expect(await File.ReadAllTextAsync(file).ConfigureAwait(false) == OldContent, "the old file was lost");
        else
            Expect(!File.Exists(file), "half a file");
        folder.Delete(recursive: true);
        return error is null;
    }

    private async Task<bool> DownloadToStreamAsync(VideoGeneration video)
    {
        using var stream = new MemoryStream();
        var error = await Catch(() => _client.DownloadAsync(video, stream, cancellationToken: _stop.Token)).ConfigureAwait(false);
        Expect(Video.AsSpan().StartsWith(stream.ToArray()), "the stream has bytes that are not the video's");
        Expect(error is not null || stream.Length == Video.Length, "the stream has half a video");
        return error is null;
    }

    private async Task<Exception?> Catch(Func<Task> act)
    {
        Exception? error = null;
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            error = exception;
        }

        Outcome += $"{error?.GetType().Name ?? "ok"} ";
        Expect(error is null or SeedanceException or OperationCanceledException, $"an exception that no caller expects: {error}");
        Expect(error is not OperationCanceledException || _stop.IsCancellationRequested, $"the test did not cancel: {error}");
        return error;
    }

    private void Expect(bool promise, string violation)
    {
        if (!promise)
            _violations.Add(violation);
    }
}
