using System.Reflection;

namespace SeedanceGen.Cli;

/// <summary>The version of the tool, without the commit that it was built from.</summary>
internal static class ToolVersion
{
    public const string Option = "--version";

    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
