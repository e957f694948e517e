using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Durable.Worker;

namespace SeedanceGen.Durable.Tests.Harness;

/// <summary>What happens in a run. The same seed gives the same order of events; their moments depend on the machine.</summary>
internal sealed record CrashPlan(string Kind, int Seed, int Jobs, int Workers, int Kills, int Stops, int Restarts)
{
    /// <summary>How long a worker is stopped: longer than the time after which it counts as gone.</summary>
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Over which time the submissions are spread by their rate, so that the events fall among them.</summary>
    public TimeSpan SubmissionTime { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan JobTime { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// The longest time without an acceptance while a worker runs. A test runs beside others, which take the processors from it; the large
    /// run has the machine for itself.
    /// </summary>
    public TimeSpan MostStandstill { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>
    /// The plan, or with <c>SEEDANCE_HARNESS</c> (jobs, kills, stops and restarts, such as <c>5000,20,5,2</c>) a large one.
    /// </summary>
    public CrashPlan OrAsAsked()
    {
        if (Environment.GetEnvironmentVariable("SEEDANCE_HARNESS") is not { Length: > 0 } asked)
            return this;
        var numbers = asked.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return this with
        {
            Jobs = numbers[0],
            Kills = numbers[1],
            Stops = Kind == "SQLite" ? 0 : numbers[2],
            Restarts = Kind == "SQLite" ? 0 : numbers[3],
            StopTime = TimeSpan.FromSeconds(30),
            Pause = TimeSpan.FromSeconds(4),
            MostStandstill = TimeSpan.FromSeconds(15),
            SubmissionTime = TimeSpan.FromSeconds(120),
            Limit = TimeSpan.FromMinutes(20),
        };
    }
}

/// <summary>
/// Runs jobs on worker processes, kills and stops them, and restarts the database. The webhook endpoint is in the test's own process, which
/// works on no job.
/// </summary>
internal sealed class CrashRun(CrashPlan plan) : IAsyncDisposable
{
    /// <summary>
    /// How long no job may have been handled before what was never sent is looked for. No submission is under way by then.
    /// </summary>
    private static readonly TimeSpan ResolveAfter = TimeSpan.FromSeconds(20);

    private readonly Scratch _scratch = new();
    private readonly List<WorkerProcess> _workers = [];
    private readonly Random _random = new(plan.Seed);
    private readonly HttpClient _http = new();
    private readonly int _port = PostgreSqlServer.FreePort();
    private PostgreSqlServer? _server;
    private string _store = "";
    private CountingService? _service;
    private WebApplication? _front;
    private int _started;
    private int _startedAgain;
    private int _resolved;
    private readonly List<string> _events = [];
    private DateTimeOffset _standstillBegan;

    public CountingService Service => _service!;

    /// <summary>What the run found, on one line.</summary>
    public string Report { get; private set; } = "";

    /// <summary>The longest time without an acceptance in the first three quarters of them, while each worker has jobs to submit.</summary>
    public TimeSpan LongestStandstill { get; private set; }

    private bool IsShared => plan.Kind == "PostgreSQL";

    private IVideoQueue Queue => _front!.Services.GetRequiredService<IVideoQueue>();

    public async Task RunAsync()
    {
        using var limit = new CancellationTokenSource(plan.Limit);
        var clock = Stopwatch.StartNew();
        _service = await CountingService.StartAsync(new CountingServiceSettings { JobSeconds = plan.JobTime.TotalSeconds });
        _server = IsShared ? await PostgreSqlServer.StartAsync() : null;
        _store = IsShared ? await _server!.CreateDatabaseAsync() : _scratch.File("jobs.db");
        await StartFrontAsync();
        await Queue.EnqueueAsync(Enumerable.Range(0, plan.Jobs).Select(number => KeyValuePair.Create($"job-{number}", Requests.River)));
        if (!IsShared)
            await StopFrontAsync();

        for (var worker = 0; worker < plan.Workers; worker++)
            _workers.Add(StartWorker());
        while (Service.Acceptances.Count == 0)
        {
            limit.Token.ThrowIfCancellationRequested();
            Supervise();
            await Task.Delay(50, CancellationToken.None);
        }

        var began = DateTimeOffset.UtcNow;
        await DisturbAsync(began, limit.Token);
        var (handledBefore, since) = (-1L, Stopwatch.StartNew());
        while (await HandledAsync(CancellationToken.None) is var handled && handled < plan.Jobs)
        {
            if (handled != handledBefore)
                (handledBefore, since) = (handled, Stopwatch.StartNew());
            if (since.Elapsed > ResolveAfter)
                await ResolveAsync();
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"After {plan.Limit} {handled} jobs are handled: {await StatesAsync()}.");
            Supervise();
            await Task.Delay(500, CancellationToken.None);
        }

        LongestStandstill = StandstillSince(began);
        Report = string.Create(CultureInfo.InvariantCulture,
            $"{plan.Jobs} jobs handled after {clock.Elapsed.TotalSeconds:0.0} s; processor time of the workers that live "
            + $"{_workers.Sum(worker => worker.ProcessorTime.TotalMilliseconds) / plan.Jobs:0.00} ms a job; "
            + $"claimed and never sent {_resolved}; workers that ended and were started again {_startedAgain}; "
            + $"accepted twice {Service.Accepted.Count(key => key.Value > 1)}; "
            + $"longest standstill {LongestStandstill.TotalSeconds:0.0} s, from {(_standstillBegan - began).TotalSeconds:0.0} s; "
            + $"events: {string.Join(", ", _events)}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
            worker.Dispose();
        if (_front is not null)
            await _front.DisposeAsync();
        if (_service is not null)
            await _service.DisposeAsync();
        if (_server is not null)
            await _server.RemoveAsync();
        _http.Dispose();
        _scratch.Dispose();
    }

    private async Task StartFrontAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSeedanceWebhooks(
            options => (options.Secret, options.RetryDelay, options.RespondsAfterHandler) =
                (WorkerSettings.Secret, TimeSpan.FromSeconds(1), true));
        builder.Services
            .AddSeedance(options => (options.ApiKey, options.BaseAddress) = (WorkerSettings.ApiKey, Service.Address))
            .AddSeedanceJobs(options =>
            {
                _ = IsShared ? options.UsePostgreSql(_store) : options.UseSqlite(_store);
                options.RunsJobs = false;
                // The address is the worker's affair; that it is set keeps it out of the stored request.
                options.WebhookUrl = (_, _) => Service.Address;
            });
        _front = builder.Build();
        _front.MapSeedanceWebhook("/hooks", (video, key, cancellationToken) => Queue.ReportAsync(key, video, cancellationToken));
        await _front.StartAsync();
    }

    private async Task StopFrontAsync()
    {
        await _front!.DisposeAsync();
        _front = null;
    }

    /// <summary>On SQLite the worker has the endpoint too, because no other process can have the store.</summary>
    private WorkerProcess StartWorker()
    {
        var listen = IsShared ? "http://127.0.0.1:0" : $"http://127.0.0.1:{_port}";
        var webhooks = new Uri(IsShared ? _front!.Urls.First() : listen);
        return new WorkerProcess(new WorkerSettings
        {
            File = IsShared ? null : _store,
            ConnectionString = IsShared ? _store : null,
            Service = Service.Address,
            Listen = listen,
            Webhooks = new Uri(webhooks, "/hooks"),
            AcceptanceFolder = _scratch.File("accepted" + (_started++ % plan.Workers)),
            SubmissionsPerSecond = plan.Jobs / plan.SubmissionTime.TotalSeconds,
        });
    }

    /// <summary>
    /// Kills, stops and restarts in a seeded order, while there is work. One worker at least is not stopped: it has the work of the others.
    /// </summary>
    private async Task DisturbAsync(DateTimeOffset began, CancellationToken cancellationToken)
    {
        var events = Enumerable.Repeat("kill", plan.Kills).Concat(Enumerable.Repeat("stop", plan.Stops))
            .Concat(Enumerable.Repeat("restart", plan.Restarts)).ToArray();
        _random.Shuffle(events);
        var continued = new Task[plan.Workers];
        Array.Fill(continued, Task.CompletedTask);
        foreach (var what in events)
        {
            await Task.Delay(plan.Pause * (0.5 + _random.NextDouble()), cancellationToken);
            Supervise();
            var one = _random.Next(_workers.Count);
            if (what == "stop")
            {
                while (continued.Count(task => task.IsCompleted) < 2)
                    await Task.WhenAny(continued.Where(task => !task.IsCompleted));
                while (!continued[one].IsCompleted)
                    one = _random.Next(_workers.Count);
                _workers[one].StopFor(plan.StopTime);
                continued[one] = Task.Delay(plan.StopTime, cancellationToken);
            }
            else if (what == "kill")
            {
                _workers[one].Dispose();
                _workers[one] = StartWorker();
                continued[one] = Task.CompletedTask;
            }
            else
            {
                await _server!.RestartAsync();
            }

            _events.Add(FormattableString.Invariant(
                $"{(DateTimeOffset.UtcNow - began).TotalSeconds:0.0} {what}{(what == "restart" ? "" : " " + one)}"));
        }

        await Task.WhenAll(continued);
    }

    /// <summary>
    /// Starts those workers again that ended, as whatever runs services does: a worker that finds no database when it starts does not
    /// start.
    /// </summary>
    private void Supervise()
    {
        for (var worker = 0; worker < _workers.Count; worker++)
        {
            if (!_workers[worker].HasEnded)
                continue;
            _workers[worker].Dispose();
            _workers[worker] = StartWorker();
            _startedAgain++;
        }
    }

    /// <summary>
    /// What a person does: a job with an unknown outcome that the service does not have was claimed by a worker that died before it sent
    /// it. Every other one has to be healed by its webhook.
    /// </summary>
    private async Task ResolveAsync()
    {
        try
        {
            var unknown = IsShared
                ? await Queue.QueryAsync(VideoJobState.OutcomeUnknown).Select(job => job.Key).ToListAsync()
                : [.. (await _http.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/unknown"))).Split('\n').Where(key => key.Length > 0)];
            foreach (var key in unknown.Where(key => !Service.Accepted.ContainsKey(key)))
            {
                if (IsShared)
                    await Queue.ResolveAsync(key, SubmissionResolution.NotCharged);
                else
                    (await _http.PostAsync(new Uri($"http://127.0.0.1:{_port}/not-charged/{key}"), content: null)).Dispose();
                _resolved++;
            }
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or HttpRequestException)
        {
            // The store or its worker is not there; the next turn tries again.
        }
    }

    private async Task<long> HandledAsync(CancellationToken cancellationToken)
    {
        try
        {
            return IsShared
                ? (await Queue.GetTotalsAsync(cancellationToken)).Count(VideoJobState.Handled)
                : long.Parse(
                    await _http.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/handled"), cancellationToken),
                    CultureInfo.InvariantCulture);
        }
        catch (Exception problem) when (problem is System.Data.Common.DbException or HttpRequestException)
        {
            return 0;
        }
    }

    private async Task<string> StatesAsync() => IsShared
        ? string.Join(", ", (await Queue.GetTotalsAsync()).Jobs.Select(state => $"{state.Key} {state.Value}"))
        : "the store is the worker's";

    private TimeSpan StandstillSince(DateTimeOffset began)
    {
        var longest = TimeSpan.Zero;
        var last = began;
        foreach (var acceptance in Service.Acceptances.Order().Take(plan.Jobs * 3 / 4))
        {
            if (acceptance - last > longest)
                (longest, _standstillBegan) = (acceptance - last, last);
            last = acceptance;
        }

        return longest;
    }
}
