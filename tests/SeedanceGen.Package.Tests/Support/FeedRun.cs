
using SeedanceGen.Release.Commands;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>The output and the exit code of one run of the release command.</summary>
internal sealed record FeedRun(int ExitCode, string Output)
{
    public static async Task<FeedRun> OfAsync(string root, string to, params string[] arguments)
    {
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
