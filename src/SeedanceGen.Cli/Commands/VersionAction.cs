using System.CommandLine;
using System.CommandLine.Invocation;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>--version</c>: the version and nothing else.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ToolVersion.Text);
        return (int)ExitCode.Done;
    }
}
