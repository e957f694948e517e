using System.Diagnostics;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Cli.Tests.Terminal;

namespace SeedanceGen.Cli.Tests.Recording;

/// <summary>Records the real tool in a terminal, in real time.</summary>
internal static class Film
{
    public const int Width = 80;

    // Changes within this time look like one.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(60);

    public static async Task<IReadOnlyList<Frame>> TakeAsync(TemporaryFolder folder, string typed, params string[] arguments)
    {
        var screen = new TerminalScreen(Width);
        screen.Write($"$ {typed}\r\n");
        var frames = new List<Frame> { Still(screen, TimeSpan.Zero) };
        var clock = Stopwatch.StartNew();
        var rest = string.Empty;
        var code = await TerminalRun.RunAsync(folder, service: null, typeof(SeedanceTool).Assembly.Location, Width, arguments, text =>
        {
            rest = screen.Write(rest + text);
            if (clock.Elapsed - frames[^1].At < Shortest)
                frames[^1] = Still(screen, frames[^1].At);
            else
                frames.Add(Still(screen, clock.Elapsed));
        });
        code.ShouldBe(0, screen.Text);
        return frames;
    }

    private static Frame Still(TerminalScreen screen, TimeSpan at) => new(at, [.. screen.Lines.Select(line => line.ToArray())]);
}
