using System.CommandLine;

namespace SeedanceGen.Cli.Commands.Webhooks;

/// <summary><c>seedance webhook</c>: what has to do with webhooks.</summary>
internal sealed class WebhookCommand : Command, ITeachingCommand
{
    public WebhookCommand(CommandFrame frame)
        : base("webhook", "Receives webhooks on this machine.") => Subcommands.Add(new WebhookListenCommand(frame));

    public IReadOnlyList<string> Examples { get; } = ["seedance webhook listen --port 8787"];

    public Type? ReportType => null;
}
