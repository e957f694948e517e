using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Testing;
using SeedanceGen.Testing.Host;
using SeedanceGen.Testing.Host.Control;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Cli.Mock;

/// <summary><c>seedance mock</c>: runs the mock server as a process of its own, for clients in any language.</summary>
internal sealed class MockCommand : ToolCommand<MockReport>
{
    private const double DefaultRate = 0.2;

    private readonly Option<int?> _port = SharedOptions.Port();
    private readonly Option<TimeSpan?> _jobTime = ValueOption.Seconds(
        "--job-time", "How long a job takes; by default its third poll finds it finished");

    private readonly Option<bool> _manual = new("--manual") { Description = "Jobs wait until the control API moves them" };
    private readonly Option<int?> _chaos = ValueOption.Number(
        "--chaos", "SEED", "Let random requests fail; the same seed gives the same faults", 0, int.MaxValue);

    private readonly Option<double?> _chaosRate = ValueOption.Rate(
        "--chaos-rate",
        string.Create(CultureInfo.InvariantCulture, $"The share of requests that fail with --chaos; {DefaultRate} by default"));

    private readonly Option<TimeSpan?> _latency = ValueOption.Seconds(
        "--latency", "How long each response takes; with --chaos, faults are delayed too");

    private readonly Option<IReadOnlyList<string>> _hosts = ValueOption.Many<string>(
        "--allow-host",
        "HOST",
        "Respond for this host too, such as a container's name; by default for this machine only",
        AllowedHosts.Accepted,
        (string text, out string? host) => (host = AllowedHosts.IsHost(text) ? text : null) is not null);

    private readonly Option<string?> _jobs = new("--jobs")
    {
        HelpName = "FILE",
        Description = "Begin with the jobs of a JSON file: id, status, age, price, request",
    };

    private readonly Option<bool> _examples = new("--with-examples")
    {
        Description = "Begin with the jobs of the documented examples, for programs that replay them",
    };

    private readonly Option<int?> _keep = ValueOption.Number(
        "--keep",
        "N",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Of how many requests, jobs and webhooks it remembers the newest; {MockRetention.Standalone.Count} by default"),
        1,
        int.MaxValue);

    private readonly Option<MockRateLimit?> _rateLimit = ValueOption.One<MockRateLimit>(
        "--rate-limit",
        "N/SECONDS",
        "Let so many requests through in so many seconds, and respond with 429 and Retry-After to more, such as 10/60",
        "a number of requests and one of seconds, such as 10/60",
        TryReadRateLimit);

    private readonly Option<int?> _balance = ValueOption.Number(
        "--balance", "CREDITS", "How many credits there are to spend; a job that costs more gets 402", 0, int.MaxValue);

    private readonly Option<double?> _failRate = ValueOption.Rate("--fail-rate", "The share of jobs that end as failed");
    private readonly Option<TimeSpan?> _visibleAfter = ValueOption.Seconds(
        "--visible-after", "For how long a new job is not found, as at a service that is consistent in the end");

    private readonly Option<TimeSpan?> _linkTime = ValueOption.Seconds("--link-time", "For how long the link to a video is valid");
    private readonly Option<bool> _similar = new("--similar-services")
    {
        Description = "Play what similar services do and this one does not document: 402 with amounts, failure reasons, Idempotency-Key, "
            + "webhook signatures",
    };

    private readonly Option<bool> _noPage = new("--no-page") { Description = "Have no page for a browser" };

    public MockCommand(CommandRunner runner)
        : base(runner, "mock", "Runs a mock of the service on this machine: no key, no network, no credits.") =>
        Add(_port, _jobTime, _manual, _chaos, _chaosRate, _latency, _hosts, _jobs, _examples, _keep, _rateLimit, _balance, _failRate,
            _visibleAfter, _linkTime, _similar, _noPage);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance mock --port 8080",
        "seedance mock --port 8080 --job-time 30",
        "seedance mock --chaos 42 --chaos-rate 0.1 --latency 0.2",
        "seedance mock --port 8080 --with-examples",
        "seedance mock --rate-limit 10/60 --balance 100 --fail-rate 0.1",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, MockReport report)
    {
        if (parsed.GetValue(_manual) && parsed.GetValue(_jobTime) is not null)
            throw new UsageException("--manual and --job-time exclude each other: jobs move by hand, or by time.");
        if (parsed.GetValue(_chaosRate) is not null && parsed.GetValue(_chaos) is null)
            throw new UsageException("--chaos-rate needs --chaos with a seed, such as --chaos 42.");

        await using var host = await StartAsync(parsed, context);
        report.BaseUrl = host.BaseAddress.AbsoluteUri;
        report.ApiKey = host.Server.ApiKey;
        report.Control = host.ControlAddress.AbsoluteUri;
        report.Page = host.PageAddress?.AbsoluteUri;
        context.Output.Text(
            $"{SeedanceClientOptions.BaseAddressVariable}={report.BaseUrl}\n{SeedanceClientOptions.ApiKeyVariable}={report.ApiKey}");
        context.Output.Object(report);
        context.Output.Note($"The mock is ready; Ctrl+C ends it. Control API: {report.Control}");
        if (report.Page is not null)
            context.Output.Note($"Page: {report.Page}");

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = context.Interrupt.Register(() => ended.TrySetResult());
        await ended.Task;
        // The terminal has printed ^C at the start of the line.
        if (context.Host.Terminal.IsLive)
            context.Output.Note(string.Empty);
        var credits = Format.Credits(host.Server.Ledger.TotalCharged);
        context.Output.Note($"{Format.Count((int)host.Server.Counts.Jobs, "job")}, {credits} (of the mock)");
    }

    private async Task<SeedanceMockHost> StartAsync(ParseResult parsed, CommandContext context)
    {
        var port = parsed.GetValue(_port) ?? 0;
        try
        {
            return await SeedanceMockHost.StartAsync(new SeedanceMockHostOptions
            {
                Port = port,
                Page = !parsed.GetValue(_noPage),
                Mock = new SeedanceMockOptions
                {
                    TimeProvider = context.Host.TimeProvider,
                    Strict = false,
                    Lifecycle = parsed.GetValue(_manual) ? JobLifecycle.Manually
                        : parsed.GetValue(_jobTime) is { } time ? JobLifecycle.After(time)
                        : new SeedanceMockOptions().Lifecycle,
                    Jobs = Jobs(parsed, context.Host.Folder),
                    RateLimit = parsed.GetValue(_rateLimit),
                    Balance = parsed.GetValue(_balance),
                    FailRate = parsed.GetValue(_failRate) ?? 0,
                    VisibleAfter = parsed.GetValue(_visibleAfter) ?? TimeSpan.Zero,
                    LinkLifetime = parsed.GetValue(_linkTime),
                    Variant = parsed.GetValue(_similar) ? ApiVariant.SimilarServices : ApiVariant.Documented,
                    Retention = MockRetention.Standalone with { Count = parsed.GetValue(_keep) ?? MockRetention.Standalone.Count },
                    AllowedHosts = parsed.GetValue(_hosts) ?? [],
                    Latency = parsed.GetValue(_latency) ?? TimeSpan.Zero,
                    Chaos = parsed.GetValue(_chaos) is { } seed ? new MockChaos(seed, parsed.GetValue(_chaosRate) ?? DefaultRate) : null,
                },
            });
        }
        catch (ArgumentException twice)
        {
            throw new UsageException($"--jobs: {twice.Message}", twice);
        }
        catch (IOException taken)
        {
            throw new UsageException($"The mock cannot listen on port {port}: {taken.Message} Name another by --port.", taken);
        }
    }

    private static bool TryReadRateLimit(string text, out MockRateLimit? limit)
    {
        limit = text.Split('/') is [var count, var time]
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var requests)
            && double.TryParse(time, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && requests > 0
            && seconds is > 0 and <= 86_400
                ? new MockRateLimit(requests, TimeSpan.FromSeconds(seconds))
                : null;
        return limit is not null;
    }

    private IReadOnlyList<ExistingJob> Jobs(ParseResult parsed, string folder)
    {
        IReadOnlyList<ExistingJob> documented = parsed.GetValue(_examples) ? ExistingJob.Examples : [];
        if (parsed.GetValue(_jobs) is not { } file)
            return documented;

        try
        {
            return [.. documented, .. JobsFile.Read(Path.GetFullPath(file, folder), file)];
        }
        catch (InvalidControlRequestException wrong)
        {
            throw new UsageException($"--jobs does not accept the file. {wrong.Message}", wrong);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--jobs cannot read {file}: {unreadable.Message}", unreadable);
        }
    }
}

/// <summary>The address and the key of the mock; printed when it is ready.</summary>
internal sealed class MockReport : Report
{
    [Description("The address of the mock, for `SEEDANCE_BASE_URL`")]
    public string? BaseUrl { get; set; }

    [Description("The only key that the mock accepts, for `SEEDANCE_API_KEY`")]
    public string? ApiKey { get; set; }

    [Description("The address of the control API: jobs, faults, journal, credits")]
    public string? Control { get; set; }

    [Description("The address of the page for a browser on this machine, with its token; absent with `--no-page`")]
    public string? Page { get; set; }

    internal override JsonTypeInfo JsonType => MockJson.Readable.MockReport;

    internal override bool IsStreamed => true;
}

/// <summary>The JSON shape of the mock.</summary>
[JsonSerializable(typeof(MockReport))]
internal sealed partial class MockJson : JsonSerializerContext
{
    public static MockJson Readable { get; } = new(ToolJson.CreateOptions());
}
