
using SeedanceGen.Release.Commands;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>The output and the exit code of one run of the release command.</summary>
internal sealed record FeedRun(int ExitCode, string Output)
{
    /// <summary>The systems for which the tool is packed, as the SDK's property of that name has them.</summary>
    private const string SystemsVariable = "ToolPackageRuntimeIdentifiers";

    /// <summary>Packs the tool for each system, as users get it, which takes minutes.</summary>
    public static Task<FeedRun> OfAllSystemsAsync(string root, string to, params string[] arguments) => OfAsync(root, to, null, arguments);

    /// <summary>Packs the tool for any system alone.</summary>
    public static Task<FeedRun> OfAnySystemAsync(string root, string to, params string[] arguments) => OfAsync(root, to, "any", arguments);

    public static async Task<FeedRun> OfAsync(string root, string to, string? systems, string[] arguments)
    {
        // One run at a time packs: all of them are tests of one collection.
        Environment.SetEnvironmentVariable(SystemsVariable, systems);
        using var output = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync([.. arguments, "--root", root, "--to", to], _ => null, output);
        return new FeedRun(code, output.ToString());
    }

    public FeedRun ShouldEndWith(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, Output);
        return this;
    }
}
