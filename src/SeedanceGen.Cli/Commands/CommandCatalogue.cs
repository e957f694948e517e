using System.CommandLine;
using SeedanceGen.Cli.Commands.Auth;
using SeedanceGen.Cli.Commands.Webhooks;

namespace SeedanceGen.Cli.Commands;

/// <summary>
/// All commands in the order of the help. A command line that begins with a command's name needs that command alone: the others are not
/// made, because the tool is started anew for each of its uses.
/// </summary>
internal static class CommandCatalogue
{
    private static readonly (string Name, Func<CommandFrame, Command> Create)[] Commands =
    [
        ("generate", frame => new GenerateCommand(frame)),
        ("submit", frame => new SubmitCommand(frame)),
        ("get", frame => new GetCommand(frame)),
        ("wait", frame => new WaitCommand(frame)),
        ("cancel", frame => new CancelCommand(frame)),
        ("download", frame => new DownloadCommand(frame)),
        ("batch", frame => new BatchCommand(frame)),
        ("models", frame => new ModelsCommand(frame)),
        ("validate", frame => new ValidateCommand(frame)),
        ("mock", frame => new MockCommand(frame)),
        ("webhook", frame => new WebhookCommand(frame)),
        ("auth", frame => new AuthCommand(frame)),
        ("completion", frame => new CompletionScriptCommand(frame)),
    ];

    public static IEnumerable<Command> For(CommandFrame frame, IReadOnlyList<string> arguments)
    {
        foreach (var (name, create) in Commands)
        {
            if (arguments.Count > 0 && arguments[0] == name)
                return [create(frame)];
        }

        return Commands.Select(command => command.Create(frame));
    }
}
