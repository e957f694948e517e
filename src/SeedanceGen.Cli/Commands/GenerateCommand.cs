using System.CommandLine;
using SeedanceGen.Cli.Jobs;
using SeedanceGen.Cli.Options;

namespace SeedanceGen.Cli.Commands;

/// <summary><c>seedance generate</c>: submits a job, waits for it and downloads its video.</summary>
internal sealed class GenerateCommand : Command, ITeachingCommand
{
    private readonly Argument<string> _prompt = new("PROMPT") { Description = "What the video shows, in quotes" };
    private readonly KnownValueOption<SeedanceModel> _model =
        new("--model", "MODEL", $"The model, {SeedanceModel.KnownValues[0]} when not given");

    private readonly SecondsOption _duration =
        new("--duration") { Description = $"The length of the video: {AcceptedWords.Of(rules => rules.Duration)}" };

    private readonly KnownValueOption<AspectRatio> _aspectRatio = new("--aspect-ratio", "RATIO", "The shape of the picture");
    private readonly KnownValueOption<Resolution> _resolution = new("--resolution", "RESOLUTION", "The resolution");
    private readonly AddressesOption _media = new("--media")
    {
        Description = $"A reference picture, video or sound; repeat the option for {AcceptedWords.Of(rules => rules.MediaUrls)}",
    };

    private readonly AddressOption _webhook = new("--webhook") { Description = "Where the service posts the result to" };
    private readonly MetadataOption _metadata = new("--metadata");
    private readonly Option<string?> _output = new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "Where the video is written to; <request id>.mp4 when not given",
    };

    private readonly Option<bool> _mock = new("--mock")
    {
        Description = "Play the service in this process: no key, no network, no credits",
    };

    public GenerateCommand(CommandFrame frame)
        : base("generate", "Makes a video: submits the job, waits for it, downloads the file.")
    {
        Arguments.Add(_prompt);
        foreach (Option option in (Option[])[_model, _duration, _aspectRatio, _resolution, _media, _webhook, _metadata, _output, _mock])
            Options.Add(option);
        SetAction((parsed, _) => frame.RunAsync(parsed, context => new GenerateRun(context).RunAsync(Read(parsed))));
    }

    public IReadOnlyList<string> Examples { get; } =
    [
        "seedance generate \"A river in an autumn forest\" --mock -o river.mp4",
        "seedance generate \"The boat sets sail\" --media https://example.com/boat.png",
    ];

    private GenerateInput Read(ParseResult parsed) => new()
    {
        Request = new VideoGenerationRequest
        {
            Model = parsed.GetValue(_model) ?? SeedanceModel.KnownValues[0],
            Prompt = parsed.GetRequiredValue(_prompt),
            Duration = parsed.GetValue(_duration),
            AspectRatio = parsed.GetValue(_aspectRatio),
            Resolution = parsed.GetValue(_resolution),
            MediaUrls = parsed.GetValue(_media) is { Count: > 0 } media ? media : null,
            WebhookUrl = parsed.GetValue(_webhook),
            Metadata = parsed.GetValue(_metadata) is { Count: > 0 } metadata ? metadata : null,
        },
        File = parsed.GetValue(_output),
        Mock = parsed.GetValue(_mock),
    };
}
