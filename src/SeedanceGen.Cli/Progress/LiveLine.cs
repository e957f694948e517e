using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Output;
using Spectre.Console;

namespace SeedanceGen.Cli.Progress;

/// <summary>A line on the terminal that shows a job's status and the time that has passed, and is gone when the job is finished.</summary>
internal sealed class LiveLine(ToolHost host)
{
    // Below this width the clock would be cut or push the status to another line.
    private const int RoomForTheClock = 50;

    public Task<VideoGeneration> ShowAsync(GenerationJob job, Func<IProgress<VideoGeneration>, Task<VideoGeneration>> wait) =>
        new Spectre.Console.Progress(CreateConsole())
            .AutoClear(true)
            .Columns(Columns())
            .StartAsync(display =>
            {
                var line = display.AddTask(Describe(job.Id, job.Status));
                line.IsIndeterminate = true;
                return wait(new Described(line));
            });

    private ProgressColumn[] Columns()
    {
        var status = new TaskDescriptionColumn { Alignment = Justify.Left };
        return host.Terminal.Width < RoomForTheClock ? [status] : [new SpinnerColumn(), status, new ElapsedTimeColumn()];
    }

    private IAnsiConsole CreateConsole()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(host.Error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = host.Terminal.Colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = host.Terminal.Width;
        return console;
    }

    private static string Describe(string requestId, GenerationStatus? status) => Markup.Escape(OneLine.Of($"{requestId} {status}"));

    private sealed class Described(ProgressTask line) : IProgress<VideoGeneration>
    {
        public void Report(VideoGeneration value) => line.Description = Describe(value.RequestId, value.Status);
    }
}
