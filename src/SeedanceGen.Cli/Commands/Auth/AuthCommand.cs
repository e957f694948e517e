using System.CommandLine;

namespace SeedanceGen.Cli.Commands.Auth;

/// <summary><c>seedance auth</c>: where the key comes from.</summary>
internal sealed class AuthCommand : Command, ITeachingCommand
{
    public AuthCommand(CommandFrame frame)
        : base("auth", "Stores the API key, and shows which one is used.")
    {
        Subcommands.Add(new AuthLoginCommand(frame));
        Subcommands.Add(new AuthStatusCommand(frame));
        Subcommands.Add(new AuthLogoutCommand(frame));
    }

    public IReadOnlyList<string> Examples { get; } = ["seedance auth login", "seedance auth status"];

    public Type? ReportType => null;
}
