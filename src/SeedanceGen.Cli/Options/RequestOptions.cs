using System.CommandLine;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli.Options;

/// <summary>The prompt and the options that make a request; what they accept comes from the API description.</summary>
internal sealed class RequestOptions
{
    private const string FromInput = "-";

    private readonly Argument<string?> _prompt = new("PROMPT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "What the video shows, in quotes; read from standard input when it is - or not given",
    };

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

    public Symbol[] All => [_prompt, _model, _duration, _aspectRatio, _resolution, _media, _webhook, _metadata];

    /// <exception cref="UsageException">There is no prompt.</exception>
    public async Task<VideoGenerationRequest> ReadAsync(ParseResult parsed, ToolHost host) => new()
    {
        Model = parsed.GetValue(_model) ?? SeedanceModel.KnownValues[0],
        Prompt = await ReadPromptAsync(parsed, host),
        Duration = parsed.GetValue(_duration),
        AspectRatio = parsed.GetValue(_aspectRatio),
        Resolution = parsed.GetValue(_resolution),
        MediaUrls = parsed.GetValue(_media) is { Count: > 0 } media ? media : null,
        WebhookUrl = parsed.GetValue(_webhook),
        Metadata = parsed.GetValue(_metadata) is { Count: > 0 } metadata ? metadata : null,
    };

    private async Task<string> ReadPromptAsync(ParseResult parsed, ToolHost host)
    {
        var prompt = parsed.GetValue(_prompt);
        if (prompt is not (null or FromInput))
            return prompt;
        if (prompt is null && !host.HasPipedInput)
            throw new UsageException($"There is no prompt: put it in quotes, or pipe it in. See: seedance {parsed.CommandResult.Command.Name} --help");

        return (await StandardInput.ReadAllAsync(host)).Trim();
    }
}
