using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>An area of the terminal that is redrawn at each change and each second, and cleared at the end.</summary>
internal static class LiveArea
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <param name="host">The host.</param>
    /// <param name="draw">What the area shows now.</param>
    /// <param name="work">What runs meanwhile; it calls its argument after a change.</param>
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

    /// <summary>The markup of a job's status in its color.</summary>
    public static string StatusMarkup(string status)
    {
        var text = Markup.Escape(Format.OneLine(status));
        return ColorOf(status) is { } color ? $"[{color}]{text}[/]" : text;
    }

    private static string? ColorOf(string status) =>
        status == GenerationStatus.Queued.Value ? "yellow"
        : status == GenerationStatus.Processing.Value ? "blue"
        : status == GenerationStatus.Succeeded.Value ? "green"
        : status == GenerationStatus.Failed.Value || status == GenerationStatus.Cancelled.Value ? "red"
        : null;

    private static IAnsiConsole CreateConsole(ToolHost host)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(new ClosableTerminalWriter(host.Error)),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = host.Terminal.Colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = host.Terminal.Width;
        console.Profile.Height = host.Terminal.Height;
        return console;
    }

    /// <summary>Writes to a terminal that may be closed at any time: its errors are ignored, and the work goes on.</summary>
    private sealed class ClosableTerminalWriter(TextWriter terminal) : TextWriter
    {
        public override Encoding Encoding => terminal.Encoding;

        public override void Write(char value) => Try(value, static (writer, one) => writer.Write(one));

        public override void Write(string? value) => Try(value, static (writer, text) => writer.Write(text));

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Flush() => Try(0, static (writer, _) => writer.Flush());

        private void Try<T>(T value, Action<TextWriter, T> write)
        {
            try
            {
                write(terminal, value);
            }
            catch (IOException)
            {
            }
        }
    }
}
