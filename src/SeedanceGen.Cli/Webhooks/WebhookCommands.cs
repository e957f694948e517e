using System.CommandLine;
using System.ComponentModel;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Webhooks;

/// <summary><c>seedance webhook</c>: receives webhooks.</summary>
internal static class WebhookCommands
{
    public static CommandGroup Create(CommandRunner runner) => new(
        "webhook", "Receives webhooks on this machine.", ["seedance webhook listen --port 8787"], new WebhookListenCommand(runner));
}

/// <summary><c>seedance webhook listen</c>: receives webhooks on this machine and prints those that it has verified.</summary>
internal sealed class WebhookListenCommand : ToolCommand<WebhookEvent>
{
    private readonly Option<int?> _port = SharedOptions.Port();
    private readonly Option<Uri?> _publicUrl = ValueOption.Url(
        "--public-url", "Where a tunnel or proxy forwards to this port; without it only this machine can reach it");

    private readonly Option<string?> _reference = new("--reference")
    {
        HelpName = "NAME",
        Description = "A name for the printed URL, printed with each event; cli by default",
    };

    private readonly Option<int?> _count = ValueOption.Number(
        "--count", "EVENTS", "End after this number of events; without it, Ctrl+C ends the command", 1, int.MaxValue);

    public WebhookListenCommand(CommandRunner runner)
        : base(runner, "listen", "Receives webhooks, verifies them, and prints their jobs.") => Add(_port, _publicUrl, _reference, _count);

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
            PublicUrl = parsed.GetValue(_publicUrl),
            Reference = parsed.GetValue(_reference) ?? "cli",
            Count = parsed.GetValue(_count),
        });
    }
}

/// <summary>A job that a webhook named, as the API reports it; one object per line.</summary>
internal sealed class WebhookEvent : Report
{
    [Description("The id of the job")]
    public string? RequestId { get; set; }

    [Description("The name that the webhook's URL was made for")]
    public string? Reference { get; set; }

    [Description("The status of the job, read from the API and not from the webhook")]
    public string? Status { get; set; }

    [Description("Where the service keeps the video")]
    public string? Url { get; set; }

    [Description("Why the job failed, in the service's words")]
    public string? Failure { get; set; }

    internal override JsonTypeInfo JsonType => WebhooksJson.Readable.WebhookEvent;

    internal override bool IsStreamed => true;
}

/// <summary>The JSON shape of webhooks.</summary>
[JsonSerializable(typeof(WebhookEvent))]
internal sealed partial class WebhooksJson : JsonSerializerContext
{
    public static WebhooksJson Readable { get; } = new(ToolJson.CreateOptions());
}
