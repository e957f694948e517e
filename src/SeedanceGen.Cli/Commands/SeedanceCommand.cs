using System.CommandLine;
using System.CommandLine.Help;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Options;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance</c> itself: the commands, and what they have in common.</summary>
internal sealed class SeedanceCommand : RootCommand, ITeachingCommand
{
    public SeedanceCommand(ToolHost host, CommonOptions options, CommandFrame frame, IReadOnlyList<string> arguments)
        : base("Makes videos with the Seedance 2.0 Open API.")
    {
        foreach (var option in options.All)
            Options.Add(option);
        foreach (var command in CommandCatalogue.For(frame, arguments))
            Subcommands.Add(command);

        var help = new TeachingHelp(host.Terminal.Width);
        foreach (var option in Options)
        {
            if (option is HelpOption)
                option.Action = help;
            else if (option is VersionOption)
                option.Action = new VersionAction();
        }

        SetAction(help.Invoke);
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "seedance generate \"A river in an autumn forest\" --mock -o river.mp4",
        "seedance auth login",
        "seedance batch requests.jsonl -o videos",
        "seedance batch --help",
    ];

    public Type? ReportType => null;
}
