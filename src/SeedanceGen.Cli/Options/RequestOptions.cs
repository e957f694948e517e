using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SeedanceGen.Rules;

namespace SeedanceGen.Cli.Options;

/// <summary>
/// The prompt and the options that name fields of a request. This file is the only place of the tool that lists those fields; what the
/// options accept comes from the API description.
/// </summary>
internal sealed class RequestOptions
{
    private const string StandardInputName = "-";

    private readonly Argument<string?> _prompt = new("PROMPT")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "What the video shows, in quotes; read from standard input when it is - or absent",
    };

    private readonly Option<SeedanceModel?> _model = ValueOption.Known(
        "--model", "MODEL", $"The model, {SeedanceModel.KnownValues[0]} by default", SeedanceModel.KnownValues);

    private readonly Option<int?> _duration = ValueOption.One(
        "--duration", "SECONDS", $"The length of the video: {Describe(rules => rules.Duration)}", "whole seconds, such as 5",
        (string text, out int? value) =>
        {
            var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds);
            value = seconds;
            return isNumber;
        });

    private readonly Option<AspectRatio?> _aspectRatio = ValueOption.Known(
        "--aspect-ratio", "RATIO", "The aspect ratio of the video", AspectRatio.KnownValues);

    private readonly Option<Resolution?> _resolution = ValueOption.Known(
        "--resolution", "RESOLUTION", "The resolution of the video", Resolution.KnownValues);

    private readonly Option<IReadOnlyList<Uri>> _media = ValueOption.Urls(
        "--media", $"A reference image, video or audio file; repeat the option for {Describe(rules => rules.MediaUrls)}");

    private readonly Option<Uri?> _webhook = ValueOption.Url("--webhook", "The URL to which the service posts the result");

    private readonly Option<IReadOnlyList<KeyValuePair<string, JsonElement>>> _metadata =
        ValueOption.Many<KeyValuePair<string, JsonElement>>(
            "--metadata",
            "KEY=VALUE",
            "A note of your own, stored with the job; repeatable",
            "KEY=VALUE, such as projectId=proj_1001",
            TryReadPair);

    public RequestOptions() => _metadata.Validators.Add(result =>
    {
        foreach (var key in result.Tokens.Select(token => token.Value.Split('=')[0]).GroupBy(key => key).Where(keys => keys.Count() > 1))
            result.AddError($"--metadata names '{key.Key}' twice.");
    });

    public Symbol[] All => [_prompt, _model, _duration, _aspectRatio, _resolution, _media, _webhook, _metadata];

    /// <summary>Reads a request that follows the rules of its model.</summary>
    /// <exception cref="UsageException">There is no prompt.</exception>
    /// <exception cref="SeedanceValidationException">The request breaks a rule.</exception>
    public async Task<VideoGenerationRequest> ReadAsync(ParseResult parsed, ToolHost host)
    {
        var request = new VideoGenerationRequest
        {
            Model = parsed.GetValue(_model) ?? SeedanceModel.KnownValues[0],
            Prompt = await ReadPromptAsync(parsed, host),
            Duration = parsed.GetValue(_duration),
            AspectRatio = parsed.GetValue(_aspectRatio),
            Resolution = parsed.GetValue(_resolution),
            MediaUrls = parsed.GetValue(_media) is { Count: > 0 } media ? media : null,
            WebhookUrl = parsed.GetValue(_webhook),
            Metadata = parsed.GetValue(_metadata) is { Count: > 0 } metadata ? metadata.ToDictionary(StringComparer.Ordinal) : null,
        };
        return request.Validate() is { Count: > 0 } violations ? throw new SeedanceValidationException(violations) : request;
    }

    private async Task<string> ReadPromptAsync(ParseResult parsed, ToolHost host)
    {
        var prompt = parsed.GetValue(_prompt);
        if (prompt is not (null or StandardInputName))
            return prompt;
        if (prompt is null && !host.HasPipedInput)
        {
            throw new UsageException(
                $"There is no prompt: put it in quotes, or pipe it in. See: seedance {parsed.CommandResult.Command.Name} --help");
        }

        return (await StandardInput.ReadAllAsync(host)).Trim();
    }

    private static bool TryReadPair(string text, out KeyValuePair<string, JsonElement> pair)
    {
        var separator = text.IndexOf('=', StringComparison.Ordinal);
        pair = separator <= 0
            ? default
            : new(text[..separator], JsonSerializer.SerializeToElement(text[(separator + 1)..], ToolJson.Readable.String));
        return separator > 0;
    }

    /// <summary>What the API description accepts for a field; models that accept the same are named together.</summary>
    private static string Describe(Func<SeedanceModelRules, FieldRules> field)
    {
        var groups = SeedanceModels.All.GroupBy(rules => field(rules).Description, StringComparer.Ordinal).ToList();
        return groups.Count == 1
            ? groups[0].Key
            : string.Join("; ", groups.Select(group => $"{group.Key} ({string.Join(", ", group.Select(rules => rules.Model.Value))})"));
    }
}
