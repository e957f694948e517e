using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Media;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Rules;

namespace SeedanceGen.Cli.Options;

/// <summary>The request of a job, and how it is sent.</summary>
/// <param name="Request">The request, which follows the rules of its model.</param>
/// <param name="Options">The options of the call; null takes those of the client.</param>
internal sealed record JobInput(VideoGenerationRequest Request, CallOptions? Options);

/// <summary>
/// The argument and the options for the fields of a request, made from the API description: a field that the description gains, loses or
/// renames is gained, lost or renamed here too.
/// </summary>
internal sealed class RequestOptions
{
    private const string StandardInputName = "-";
    private const int MaxDepth = 6;

    private readonly DescribedField _request;
    private readonly DescribedField? _text;
    private readonly Argument<string?>? _argument;

    /// <summary>
    /// The option that names a file with the prompt; null when the description has no prompt, or has a field with the name of the option.
    /// </summary>
    private readonly Option<string?>? _textFile;

    private readonly List<FieldOption> _options = [];
    private readonly FieldOption? _key;
    private readonly MediaOption? _media;

    public RequestOptions(ServiceDescription description)
    {
        _request = description.Request;
        _text = description.Prompt;
        if (_text is not null)
        {
            _argument = new Argument<string?>(PlainText.Kebab(_text.Name).ToUpperInvariant())
            {
                Arity = ArgumentArity.ZeroOrOne,
                Description = "What the video shows, in quotes; read from standard input when it is - or absent",
            };
        }

        AddOptions(_request, parent: null, []);
        if (_text is not null && $"--{PlainText.Kebab(_text.Name)}-file" is var fileOption
            && !_options.Exists(option => option.HasName(fileOption)))
        {
            _textFile = new Option<string?>(fileOption)
            {
                HelpName = "FILE",
                Description = $"A file with the {_text.Name}, in UTF-8",
            };
        }

        _media = MediaOption.Of(_request);
        if (description.Submission?.IdempotencyKey is { } key)
        {
            var field = new DescribedField(description.Api, key);
            _key = new FieldOption(field, name => _options.Exists(other => other.HasName(name)), isRequired: false);
        }
    }

    public Symbol[] All =>
    [
        .. _argument is null ? Array.Empty<Symbol>() : [_argument],
        .. _textFile is null ? Array.Empty<Symbol>() : [_textFile],
        .. _options.Select(option => option.Symbol),
        .. _media is null ? Array.Empty<Symbol>() : [_media.Symbol],
        .. _key is null ? Array.Empty<Symbol>() : [_key.Symbol],
    ];

    /// <summary>Reads a request that follows the rules of its model; what the API description does not know is a warning.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="context">What the command works with.</param>
    /// <param name="publishes">Whether local files are published; otherwise placeholders stand for their addresses.</param>
    /// <exception cref="UsageException">There is no prompt, or an option has a value that the description does not accept.</exception>
    /// <exception cref="SeedanceValidationException">The request breaks a rule.</exception>
    public async Task<JobInput> ReadAsync(ParseResult parsed, CommandContext context, bool publishes = true)
    {
        var fields = new JsonObject();
        foreach (var field in _request.Fields.Where(field => field is { IsRequired: true, Values.Count: > 0 }))
            fields[field.Name] = field.Values[0];
        if (_text is not null)
            fields[_text.Name] = await ReadTextAsync(parsed, context.Host);
        foreach (var option in _options)
            await option.ApplyAsync(parsed, context.Host, fields);

        // A file is published when the request with its placeholder is valid.
        var media = _media?.Prepare(parsed, context, fields);
        using var document = JsonDocument.Parse(fields.ToJsonString());
        var request = ReadValid(parsed, document);
        if (!publishes)
            media?.NoteUnpublished(context);
        else if (media is not null)
        {
            await media.PublishAsync(context, fields);
            using var published = JsonDocument.Parse(fields.ToJsonString());
            request = ReadValid(parsed, published);
        }

        foreach (var warning in UnknownParts.Of(document.RootElement, _request))
            context.Output.Warn($"{warning.Text}");
        return new JobInput(request, await ReadCallOptionsAsync(parsed, context.Host));
    }

    private VideoGenerationRequest ReadValid(ParseResult parsed, JsonDocument document)
    {
        var problems = new List<string>();
        var request = RequestJson.Read(document.RootElement, _request, problems) ?? throw Wrong(parsed, problems.Select(Named));
        return request.Validate() is { Count: > 0 } violations ? throw ErrorOf(parsed, violations) : request;
    }

    /// <summary>The idempotency key of the command line; null leaves it to the client.</summary>
    private async Task<CallOptions?> ReadCallOptionsAsync(ParseResult parsed, ToolHost host)
    {
        if (_key is null)
            return null;

        var values = new JsonObject();
        await _key.ApplyAsync(parsed, host, values);
        return values[_key.Key] is { } key ? new CallOptions { IdempotencyKey = key.ToString() } : null;
    }

    /// <summary>Names a missing required field by its option.</summary>
    private string Named(string problem)
    {
        var end = problem.IndexOf(RequestJson.IsMissing, StringComparison.Ordinal);
        return end > 0 && _options.Find(option => problem[..end] == string.Join('.', option.Path)) is { } option
            ? option.Name + problem[end..]
            : problem;
    }

    /// <summary>
    /// The error of the violations. For a value that is not among the described ones it names the option; other violations keep their
    /// messages.
    /// </summary>
    private Exception ErrorOf(ParseResult parsed, IReadOnlyList<RuleViolation> violations)
    {
        var lines = violations
            .Select(violation => (Violation: violation, Option: _options.Find(option => option.IsRejectedBy(violation))))
            .ToList();
        return lines.TrueForAll(line => line.Option is null)
            ? new SeedanceValidationException(violations)
            : Wrong(parsed, lines.Select(line => line.Option is { } option
                ? $"{option.Name} does not accept '{line.Violation.Value}'. It accepts {string.Join(", ", option.Field.Values)}."
                : line.Violation.Message));
    }

    private static UsageException Wrong(ParseResult parsed, IEnumerable<string> problems)
    {
        var lines = problems.ToList();
        lines[^1] = $"{lines[^1].TrimEnd('.')}. See: seedance {parsed.CommandResult.Command.Name} --help";
        return new UsageException(lines);
    }

    private async Task<string> ReadTextAsync(ParseResult parsed, ToolHost host)
    {
        var text = parsed.GetValue(_argument!);
        if (_textFile is not null && parsed.GetValue(_textFile) is { } file)
        {
            return text is null
                ? (await InputFile.ReadTextAsync(file, host)).Trim()
                : throw new UsageException(
                    $"The {_text!.Name} is there twice, on the command line and by {_textFile.Name}: leave one out. "
                        + $"See: seedance {parsed.CommandResult.Command.Name} --help");
        }

        if (text is not (null or StandardInputName))
            return text;
        if (text is null && !host.HasPipedInput)
        {
            throw new UsageException(
                $"There is no {_text!.Name}: put it in quotes, or pipe it in. See: seedance {parsed.CommandResult.Command.Name} --help");
        }

        return (await StandardInput.ReadAllAsync(host)).Trim();
    }

    /// <summary>An option for each field, and for each field of an object in it.</summary>
    private void AddOptions(DescribedField owner, FieldOption? parent, IReadOnlyList<string> seen)
    {
        foreach (var field in owner.Fields.Where(field => field != _text))
        {
            var option = FieldOption.OfRequest(field, parent, name => _options.Exists(other => other.HasName(name)));
            _options.Add(option);
            if (field.Kind == FieldKind.Object && option.Path.Count < MaxDepth && !field.References.Any(seen.Contains))
                AddOptions(field, option, [.. seen, .. field.References]);
        }
    }
}
