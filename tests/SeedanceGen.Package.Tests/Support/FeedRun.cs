using SeedanceGen.Feed;

namespace SeedanceGen.Package.Tests.Support;

/// <summary>What the feed command printed, and how it ended.</summary>
internal sealed record FeedRun(int ExitCode, string Output)
{
    public static async Task<FeedRun> OfAsync(string root, string to, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var code = await FeedCommand.RunAsync([.. arguments, "--root", root, "--to", to], _ => null, output);
        return new FeedRun(code, output.ToString());
    }

    public FeedRun ShouldEndWith(int exitCode)
    {
        ExitCode.ShouldBe(exitCode, Output);
        return this;
    }
}
