using System.CommandLine;
using System.CommandLine.Invocation;
using System.Reflection;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The version of the tool, without the commit that it was built from.</summary>
internal static class ToolVersion
{
    public const string Option = "--version";

    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";
}

/// <summary><c>--version</c>: prints the version and nothing else.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(ToolVersion.Text);
        return (int)ExitCode.Success;
    }
}
