using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>--version</c>: the version alone, without the commit it was built from.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var version = typeof(VersionAction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        parseResult.InvocationConfiguration.Output.WriteLine(version?.InformationalVersion.Split('+')[0] ?? "unknown");
        return (int)ExitCode.Done;
    }
}
