using System.CommandLine;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Reports;
using SeedanceGen.Cli.Webhooks;

namespace SeedanceGen.Cli.Commands.Webhooks;

/// <summary><c>seedance webhook listen</c>: a receiver on this machine that prints what it has verified.</summary>
internal sealed class WebhookListenCommand : ToolCommand<WebhookEvent>
{
    private const int LastPort = 65535;

    private readonly CountOption _port = new("--port", "PORT", 0, LastPort) { Description = "The port on this machine; a free one when not given" };
    private readonly AddressOption _public = new("--public-url")
    {
        Description = "Where a tunnel or proxy reaches this port from outside; without it only this machine can",
    };

    private readonly Option<string?> _reference = new("--reference")
    {
        HelpName = "NAME",
        Description = "What the printed URL is for; handed on with each event; cli when not given",
    };

    private readonly CountOption _count = new("--count", "EVENTS", 1, int.MaxValue) { Description = "End after so many events; else at Ctrl+C" };

    public WebhookListenCommand(CommandFrame frame)
        : base(frame, "listen", "Receives webhooks, verifies them, and prints the jobs they tell of.") => Add(_port, _public, _reference, _count);

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance webhook listen --port 8787",
        "seedance webhook listen --port 8787 --public-url https://tunnel.example",
        "seedance webhook listen --count 1 --json",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, WebhookEvent report)
    {
        await using var session = ServiceSession.Open(context);
        await new WebhookListener(context, session.Client).RunAsync(new ListenerInput
        {
            Port = parsed.GetValue(_port) ?? 0,
            PublicUrl = parsed.GetValue(_public),
            Reference = parsed.GetValue(_reference) ?? "cli",
            Count = parsed.GetValue(_count),
        });
    }
}
