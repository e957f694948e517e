using System.CommandLine;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance generate</c>: submits a job, waits for it and downloads its video.</summary>
internal sealed class GenerateCommand : ToolCommand<JobReport>
{
    private readonly RequestOptions _request = new();
    private readonly WaitingOptions _waiting = new();
    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Where the video is written to; <request id>.mp4 when not given",
    };

    private readonly Option<bool> _open = new("--open") { Description = "Play the video when it is there" };

    private readonly Option<bool> _mock = new("--mock")
    {
        Description = "Play the service in this process: no key, no network, no credits",
    };

    public GenerateCommand(CommandFrame frame)
        : base(frame, "generate", "Makes a video: submits the job, waits for it, downloads the file.")
    {
        Add(_request.All);
        Add(_output, _open, _mock, _waiting.Timeout, _waiting.PollInterval);
    }

    public override IReadOnlyList<string> Examples { get; } =
    [
        "seedance generate \"A river in an autumn forest\" --mock -o river.mp4",
        "seedance generate \"The boat sets sail\" --media https://example.com/boat.png",
        "cat prompt.txt | seedance generate --mock -o river.mp4",
    ];

    protected override async Task RunAsync(ParseResult parsed, CommandContext context, JobReport report) =>
        await new GenerateRun(context, report).RunAsync(new GenerateInput
        {
            Request = await _request.ReadAsync(parsed, context.Host),
            File = parsed.GetValue(_output),
            Open = parsed.GetValue(_open),
            Mock = parsed.GetValue(_mock),
            Wait = options => _waiting.Apply(parsed, options),
        });
}
