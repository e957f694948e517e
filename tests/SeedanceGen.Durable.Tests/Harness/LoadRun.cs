using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SeedanceGen.Durable.Tests.Support;
using SeedanceGen.Durable.Worker;

namespace SeedanceGen.Durable.Tests.Harness;

/// <summary>How many jobs, and on how many workers.</summary>
internal sealed record LoadPlan(int Jobs, int Workers = 3)
{
    /// <summary>Jobs that are done before anything is measured, so that programs are compiled and connections made.</summary>
    public int WarmUp { get; init; } = 1000;

    public double JobSeconds { get; init; } = 4;

    public double PollSeconds { get; init; } = 5;

    public int AcceptanceMilliseconds { get; init; } = 30;

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(20);
}

/// <summary>What a run of many jobs measured.</summary>
internal sealed record LoadFigures
{
    public required double EnqueueSeconds { get; init; }

    public required double Seconds { get; init; }

    public required int Jobs { get; init; }

    public required CountingFigures Service { get; init; }

    /// <summary>
    /// How long after its end the end of a job was read, while jobs were enqueued: median, 99th percentile, longest; in seconds.
    /// </summary>
    public required double[] SeenDuringEnqueue { get; init; }

    public required double WorkerMilliseconds { get; init; }

    public required double DatabaseMilliseconds { get; init; }

    public required long DatabaseBytes { get; init; }

    /// <summary>The highest number of connections of one worker.</summary>
    public required int Connections { get; init; }

    public required double AllocatedBytes { get; init; }

    /// <summary>The live memory of the largest worker after the run, and how much more that is than before.</summary>
    public required (long Bytes, long Growth) Heap { get; init; }

    public required long WorkingSetBytes { get; init; }

    public override string ToString()
    {
        var text = new StringBuilder();
        Line("jobs", $"{Jobs} in {Seconds:0.0} s: {Jobs / Seconds:0} a second");
        Line("enqueue", $"{EnqueueSeconds:0.00} s");
        Line("accepted twice", $"{Service.AcceptedTwice}");
        Line("polls a job", $"{(double)Service.Polls / Service.Accepted:0.00}");
        Line("processor time a job", $"{WorkerMilliseconds / Jobs:0.00} ms in the workers");
        Line("… of the database", $"{DatabaseMilliseconds / Jobs:0.00} ms");
        Line("seen finished after", Times(Service.Seen));
        Line("… during the enqueue", Times(SeenDuringEnqueue));
        Line("database", $"{DatabaseBytes / 1e6:0} MB, {(double)DatabaseBytes / Jobs:0} bytes a job");
        Line("connections of a worker", $"{Connections}");
        Line("memory of a worker", $"{Heap.Bytes / 1e6:0.0} MB live, {Heap.Growth / 1e6:0.0} MB more than before");
        Line("… with the runtime", $"{WorkingSetBytes / 1e6:0} MB");
        Line("allocated a job", $"{AllocatedBytes / Jobs / 1000:0} kB");
        return text.ToString();

        void Line(string name, FormattableString value) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-24} {FormattableString.Invariant(value)}");

        static FormattableString Times(double[] times) => $"median {times[0]:0.0} s, p99 {times[1]:0.0} s, longest {times[2]:0.0} s";
    }
}

/// <summary>
/// Runs many jobs to their ends on worker processes, with polls and without webhooks. The service is a process of its own too; this one
/// enqueues the jobs while the workers work.
/// </summary>
internal sealed class LoadRun(LoadPlan plan) : IAsyncDisposable
{
    private readonly Scratch _scratch = new();
    private readonly List<WorkerProcess> _workers = [];
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _sampling = new();
    private PostgreSqlServer? _server;
    private WorkerProcess? _service;
    private IHost? _queueHost;
    private int _connections;

    private IVideoQueue Queue => _queueHost!.Services.GetRequiredService<IVideoQueue>();

    public async Task<LoadFigures> RunAsync()
    {
        _server = await PostgreSqlServer.StartAsync();
        var store = await _server.CreateDatabaseAsync();
        _service = new WorkerProcess(new CountingServiceSettings
        {
            HasMock = true,
            JobSeconds = plan.JobSeconds,
            AcceptanceMilliseconds = plan.AcceptanceMilliseconds,
        });
        var service = await _service.AddressAsync();
        await StartQueueAsync(store, service);
        for (var worker = 0; worker < plan.Workers; worker++)
        {
            _workers.Add(new WorkerProcess(new WorkerSettings
            {
                ConnectionString = store + ";Application Name=worker-" + worker.ToString(CultureInfo.InvariantCulture),
                Service = service,
                AcceptanceFolder = _scratch.File("accepted" + worker.ToString(CultureInfo.InvariantCulture)),
                PollSeconds = plan.PollSeconds,
            }));
        }

        await Queue.EnqueueAsync(Jobs("warm", plan.WarmUp));
        await UntilHandledAsync(plan.WarmUp);
        var sampling = SampleConnectionsAsync(store);
        var before = await FiguresAsync();
        var databaseBefore = DatabaseTime();
        var began = DateTimeOffset.UtcNow;
        var clock = Stopwatch.StartNew();
        await Queue.EnqueueAsync(Jobs("job", plan.Jobs));
        var enqueued = DateTimeOffset.UtcNow;
        await UntilHandledAsync(plan.WarmUp + plan.Jobs);
        var seconds = clock.Elapsed.TotalSeconds;
        var databaseTime = DatabaseTime() - databaseBefore;
        var after = await FiguresAsync();
        await _sampling.CancelAsync();
        await sampling;

        return new LoadFigures
        {
            EnqueueSeconds = (enqueued - began).TotalSeconds,
            Seconds = seconds,
            Jobs = plan.Jobs,
            Service = await ServiceFiguresAsync(service, began, DateTimeOffset.UtcNow),
            // Jobs that were enqueued meanwhile end in the seconds after it.
            SeenDuringEnqueue = (await ServiceFiguresAsync(
                service, began, enqueued + TimeSpan.FromSeconds(plan.JobSeconds + plan.PollSeconds))).Seen,
            WorkerMilliseconds = after.Zip(before).Sum(pair => pair.First.ProcessorMilliseconds - pair.Second.ProcessorMilliseconds),
            DatabaseMilliseconds = databaseTime.TotalMilliseconds,
            DatabaseBytes = await NumberAsync(store, "SELECT pg_database_size(current_database())"),
            Connections = _connections,
            AllocatedBytes = after.Zip(before).Sum(pair => pair.First.AllocatedBytes - pair.Second.AllocatedBytes),
            Heap = (after.Max(one => one.HeapBytes), after.Zip(before).Max(pair => pair.First.HeapBytes - pair.Second.HeapBytes)),
            WorkingSetBytes = after.Max(one => one.WorkingSetBytes),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _sampling.CancelAsync();
        foreach (var worker in _workers)
            worker.Dispose();
        _service?.Dispose();
        _queueHost?.Dispose();
        if (_server is not null)
            await _server.RemoveAsync();
        _http.Dispose();
        _sampling.Dispose();
        _scratch.Dispose();
    }

    /// <summary>The prompt is the key, by which the service counts.</summary>
    private static IEnumerable<KeyValuePair<string, VideoGenerationRequest>> Jobs(string prefix, int count) =>
        Enumerable.Range(0, count).Select(number => FormattableString.Invariant($"{prefix}-{number}"))
            .Select(key => KeyValuePair.Create(key, Requests.Of(key)));

    private async Task StartQueueAsync(string store, Uri service)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services
            .AddSeedance(options => (options.ApiKey, options.BaseAddress) = (WorkerSettings.ApiKey, service))
            .AddSeedanceJobs(options => options.UsePostgreSql(store).RunsJobs = false);
        _queueHost = builder.Build();
        await _queueHost.StartAsync();
    }

    private async Task UntilHandledAsync(int count)
    {
        using var limit = new CancellationTokenSource(plan.Limit);
        while (await Queue.GetTotalsAsync(CancellationToken.None) is var totals && totals.Count(VideoJobState.Handled) < count)
        {
            if (limit.IsCancellationRequested)
            {
                var states = string.Join(", ", totals.Jobs.Select(state => $"{state.Key} {state.Value}"));
                throw new TimeoutException($"After {plan.Limit}, not all of {count} jobs are handled: {states}.");
            }

            await Task.Delay(plan.Jobs > 1000 ? 2000 : 200, CancellationToken.None);
        }
    }

    private async Task<List<WorkerFigures>> FiguresAsync()
    {
        var figures = new List<WorkerFigures>();
        foreach (var worker in _workers)
        {
            var address = new Uri(await worker.AddressAsync(), "/figures");
            figures.Add(JsonSerializer.Deserialize<WorkerFigures>(await _http.GetStringAsync(address))!);
        }

        return figures;
    }

    private async Task<CountingFigures> ServiceFiguresAsync(Uri service, DateTimeOffset since, DateTimeOffset until)
    {
        var query = $"/figures?since={Uri.EscapeDataString(since.ToString("O"))}&until={Uri.EscapeDataString(until.ToString("O"))}";
        return JsonSerializer.Deserialize<CountingFigures>(await _http.GetStringAsync(new Uri(service, query)))!;
    }

    /// <summary>A connection that is being replaced is there beside the new one for a moment, so a number counts when it lasts.</summary>
    private async Task SampleConnectionsAsync(string store)
    {
        var before = 0;
        while (!_sampling.IsCancellationRequested)
        {
            var most = await NumberAsync(
                store,
                "SELECT COALESCE(MAX(count), 0) FROM (SELECT COUNT(*) AS count FROM pg_stat_activity "
                + "WHERE application_name LIKE 'worker-%' GROUP BY application_name) each");
            _connections = Math.Max(_connections, Math.Min(before, (int)most));
            before = (int)most;
            await Task.Delay(500, _sampling.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<long> NumberAsync(string store, string sql)
    {
        await using var connection = new NpgsqlConnection(store + ";Application Name=harness");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>How long the server and its children ran: those that live, and those that have ended.</summary>
    private TimeSpan DatabaseTime()
    {
        var server = _server!.ProcessId;
        // A file of /proc has the parent and the times at fixed places behind the name, which is in parentheses.
        var fields = Directory.GetDirectories("/proc").Select(StatOf).OfType<string[]>().ToList();
        var ticks = fields.Where(field => field[0] == server.ToString(CultureInfo.InvariantCulture)).Sum(field => Of(field, 14, 4))
            + fields.Where(field => field[3] == server.ToString(CultureInfo.InvariantCulture)).Sum(field => Of(field, 14, 2));
        return TimeSpan.FromSeconds(ticks / 100.0);

        static long Of(string[] field, int first, int count) =>
            field[(first - 1)..(first - 1 + count)].Sum(text => long.Parse(text, CultureInfo.InvariantCulture));

        static string[]? StatOf(string folder)
        {
            try
            {
                if (!int.TryParse(Path.GetFileName(folder), out var id))
                    return null;
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                return [id.ToString(CultureInfo.InvariantCulture), .. stat[(stat.LastIndexOf(')') + 1)..].Split(' ')];
            }
            catch (IOException)
            {
                // It has ended.
                return null;
            }
        }
    }
}
