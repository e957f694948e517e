using System.CommandLine;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Testing;
using SeedanceGen.Testing.Host;

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

    public MockCommand(CommandRunner runner)
        : base(runner, "mock", "Runs a mock of the service on this machine: no key, no network, no credits.") =>
        Add(_port, _jobTime, _manual, _chaos, _chaosRate, _latency);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance mock --port 8080",
        "seedance mock --port 8080 --job-time 30",
        "seedance mock --chaos 42 --chaos-rate 0.1 --latency 0.2",
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
        context.Output.Text(
            $"{SeedanceClientOptions.BaseAddressVariable}={report.BaseUrl}\n{SeedanceClientOptions.ApiKeyVariable}={report.ApiKey}");
        context.Output.Object(report);
        context.Output.Note($"The mock is ready; Ctrl+C ends it. Control API: {report.Control}");

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = context.Interrupt.Register(() => ended.TrySetResult());
        await ended.Task;
        // The terminal has printed ^C at the start of the line.
        if (context.Host.Terminal.IsLive)
            context.Output.Note(string.Empty);
        var credits = Format.Credits(host.Server.Ledger.TotalCharged);
        context.Output.Note($"{Format.Count(host.Server.Jobs.Count, "job")}, {credits} (of the mock)");
    }

    private async Task<SeedanceMockHost> StartAsync(ParseResult parsed, CommandContext context)
    {
        var port = parsed.GetValue(_port) ?? 0;
        try
        {
            return await SeedanceMockHost.StartAsync(new SeedanceMockHostOptions
            {
                Port = port,
                Mock = new SeedanceMockOptions
                {
                    TimeProvider = context.Host.TimeProvider,
                    Strict = false,
                    Lifecycle = parsed.GetValue(_manual) ? JobLifecycle.Manually
                        : parsed.GetValue(_jobTime) is { } time ? JobLifecycle.After(time)
                        : new SeedanceMockOptions().Lifecycle,
                    Latency = parsed.GetValue(_latency) ?? TimeSpan.Zero,
                    Chaos = parsed.GetValue(_chaos) is { } seed ? new MockChaos(seed, parsed.GetValue(_chaosRate) ?? DefaultRate) : null,
                },
            });
        }
        catch (IOException taken)
        {
            throw new UsageException($"The mock cannot listen on port {port}: {taken.Message} Name another by --port.", taken);
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

    internal override JsonTypeInfo JsonType => MockJson.Readable.MockReport;

    internal override bool IsStreamed => true;
}

/// <summary>The JSON shape of the mock.</summary>
[JsonSerializable(typeof(MockReport))]
internal sealed partial class MockJson : JsonSerializerContext
{
    public static MockJson Readable { get; } = new(ToolJson.CreateOptions());
}
