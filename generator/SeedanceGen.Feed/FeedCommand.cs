using NuGet.Protocol.Core.Types;
using SeedanceGen.Feed.Feeds;
using SeedanceGen.Feed.Packing;
using SeedanceGen.Feed.Release;
using SeedanceGen.Feed.Supply;
using SeedanceGen.SpecChange;

namespace SeedanceGen.Feed;

/// <summary>The command: from arguments to an exit code.</summary>
internal static class FeedCommand
{
    /// <param name="arguments">As given on the command line.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="output">Where progress, results and refusals go.</param>
    /// <param name="time">Dates the changelog; the system's clock when null.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Func<string, string?> variable, TextWriter output, TimeProvider? time = null)
    {
        if (FeedCommandLine.Parse(arguments) is not { } line)
        {
            await output.WriteLineAsync(FeedCommandLine.Usage);
            return FeedExitCode.WrongUsage;
        }

        try
        {
            await RunAsync(line, variable, output, time ?? TimeProvider.System);
            return FeedExitCode.Done;
        }
        catch (FeedException refusal)
        {
            await output.WriteLineAsync(refusal.Message);
            return refusal.ExitCode;
        }
        catch (SpecChangeException failure)
        {
            await output.WriteLineAsync(failure.Message);
            return FeedExitCode.StepFailed;
        }
        catch (FatalProtocolException failure)
        {
            await output.WriteLineAsync(failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message);
            return FeedExitCode.StepFailed;
        }
    }

    private static async Task RunAsync(FeedCommandLine line, Func<string, string?> variable, TextWriter output, TimeProvider time)
    {
        var house = new House(line.Root ?? SpecChangeCommand.RootAround(Environment.CurrentDirectory));
        if (line.Verb == FeedVerb.Licences)
        {
            LicenceList.Write(house, output);
            return;
        }

        var feed = PackageFeed.At(FeedAddress.From(line.To ?? variable(FeedAddress.UrlVariable), house.Feed, variable));
        if (line.Verb == FeedVerb.Release)
            await new ReleaseCommand(house, feed, line, time, output).RunAsync();
        else
            await new PackCommand(house, feed, output).RunAsync(house.Version(line.Prerelease));
    }
}
