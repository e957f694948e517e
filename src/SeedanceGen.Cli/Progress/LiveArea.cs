using SeedanceGen.Cli.Hosting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SeedanceGen.Cli.Progress;

/// <summary>An area of the terminal that is drawn again when something changes and each second, and is gone in the end.</summary>
internal static class LiveArea
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <param name="host">The surroundings.</param>
    /// <param name="draw">What the area shows now.</param>
    /// <param name="work">What goes on meanwhile; it calls back when something has changed.</param>
    public static Task<T> ShowAsync<T>(ToolHost host, Func<IRenderable> draw, Func<Action, Task<T>> work) =>
        CreateConsole(host).Live(draw()).AutoClear(true).Overflow(VerticalOverflow.Ellipsis).StartAsync(async display =>
        {
            var turn = new Lock();
            var isOver = false;
            void Redraw()
            {
                lock (turn)
                {
                    if (!isOver)
                        display.UpdateTarget(draw());
                }
            }

            await using var clock = host.TimeProvider.CreateTimer(_ => Redraw(), null, Tick, Tick);
            try
            {
                return await work(Redraw);
            }
            finally
            {
                lock (turn)
                    isOver = true;
            }
        });

    private static IAnsiConsole CreateConsole(ToolHost host)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(new LastingWriter(host.Error)),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = host.Terminal.Colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = host.Terminal.Width;
        console.Profile.Height = host.Terminal.Height;
        return console;
    }
}
