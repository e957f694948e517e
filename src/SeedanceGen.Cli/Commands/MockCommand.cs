using System.CommandLine;
using System.Globalization;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Output;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Testing;
using SeedanceGen.Testing.Host;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance mock</c>: the mock server as a process of its own, for clients in any language.</summary>
internal sealed class MockCommand : ToolCommand<MockReport>
{
    private const int LastPort = 65535;
    private const double UsualRate = 0.2;

    private readonly CountOption _port = new("--port", "PORT", 0, LastPort) { Description = "The port on this machine; a free one when not given" };
    private readonly PauseOption _jobs = new("--job-time", "How long a job takes; by default its third read sees it finished");
    private readonly Option<bool> _manual = new("--manual") { Description = "Jobs wait until the control API moves them" };
    private readonly CountOption _chaos = new("--chaos", "SEED", 0, int.MaxValue) { Description = "Let requests fail by chance; the same seed, the same faults" };
    private readonly RateOption _rate = new("--chaos-rate")
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"Which part of the requests fails then; {UsualRate} when not given"),
    };

    private readonly PauseOption _latency = new("--latency", "How long each answer takes; with --chaos, what goes wrong is late too");

    public MockCommand(CommandFrame frame)
        : base(frame, "mock", "Plays the service on this machine: no key, no network, no credits.") =>
        Add(_port, _jobs, _manual, _chaos, _rate, _latency);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance mock --port 8080",
        "seedance mock --port 8080 --job-time 30",
        "seedance mock --chaos 42 --chaos-rate 0.1 --latency 0.2",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, MockReport report)
    {
        if (parsed.GetValue(_manual) && parsed.GetValue(_jobs) is not null)
            throw new UsageException("--manual and --job-time do not go together: jobs are moved by hand, or by time.");
        if (parsed.GetValue(_rate) is not null && parsed.GetValue(_chaos) is null)
            throw new UsageException("--chaos-rate needs --chaos with a seed, such as --chaos 42.");

        await using var host = await StartAsync(parsed, context);
        (report.BaseUrl, report.ApiKey, report.Control) = (host.BaseAddress.AbsoluteUri, host.Server.ApiKey, host.ControlAddress.AbsoluteUri);
        context.Output.Text($"{SeedanceClientOptions.BaseAddressVariable}={report.BaseUrl}\n{SeedanceClientOptions.ApiKeyVariable}={report.ApiKey}");
        context.Output.Object(report);
        context.Output.Note($"The mock is ready; Ctrl+C ends it. Control API: {report.Control}");

        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = context.Host.Interrupts.Pressed.Register(() => ended.TrySetResult());
        await ended.Task;
        // A terminal has shown ^C where the sum is to stand.
        if (context.Host.Terminal.IsLive)
            context.Output.Note(string.Empty);
        context.Output.Note($"{host.Server.Jobs.Count} {(host.Server.Jobs.Count == 1 ? "job" : "jobs")}, {Price.InWords(host.Server.Ledger.TotalCharged)} (of the mock)");
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
                        : parsed.GetValue(_jobs) is { } time ? JobLifecycle.After(time)
                        : new SeedanceMockOptions().Lifecycle,
                    Latency = parsed.GetValue(_latency) ?? TimeSpan.Zero,
                    Chaos = parsed.GetValue(_chaos) is { } seed ? new MockChaos(seed, parsed.GetValue(_rate) ?? UsualRate) : null,
                },
            });
        }
        catch (IOException taken)
        {
            throw new UsageException($"Port {port} cannot be listened on: {taken.Message} Name another by --port.", taken);
        }
    }
}
