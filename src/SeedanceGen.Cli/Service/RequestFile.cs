using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Cli.Service;

/// <summary>One request of a file.</summary>
internal sealed record RequestLine
{
    private const int MaxReportedProblems = 20;

    /// <summary>The line number in the file, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The request; null when the line cannot be read as one.</summary>
    public required VideoGenerationRequest? Request { get; init; }

    /// <summary>The hash of the line's text, which detects a later change of the line.</summary>
    public required string Hash { get; init; }

    /// <summary>The rules that the request breaks; empty when it can be submitted.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What the rules do not know; it is sent unchanged.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Reads a request from JSON and validates it offline.</summary>
    public static RequestLine Parse(int number, string json)
    {
        var problems = new List<string>();
        var request = Deserialize(json, problems);
        if (request is not null)
            problems.AddRange(request.Validate().Select(violation => violation.Message));

        return new RequestLine
        {
            Number = number,
            Request = request,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            Problems = problems,
            Warnings = request is null ? [] : [.. WarningsOf(request)],
        };
    }

    /// <summary>
    /// The problems of all requests, each with its line. Beyond a limit they are only counted, to keep the first ones in view.
    /// </summary>
    public static UsageException ProblemsOf(IReadOnlyList<RequestLine> requests)
    {
        var problems = requests.SelectMany(request => request.Problems.Select(problem => $"line {request.Number}: {problem}")).ToList();
        return new UsageException(problems.Count <= MaxReportedProblems
            ? problems
            :
            [
                .. problems.Take(MaxReportedProblems),
                $"and {problems.Count - MaxReportedProblems} more; 'seedance validate --json' lists all of them.",
            ]);
    }

    private static VideoGenerationRequest? Deserialize(string json, List<string> problems)
    {
        try
        {
            using (var document = JsonDocument.Parse(json))
                problems.AddRange(MissingFields(document.RootElement));
            return problems.Count > 0 ? null : JsonSerializer.Deserialize(json, SeedanceJsonContext.Default.VideoGenerationRequest);
        }
        catch (JsonException invalid)
        {
            problems.Add(invalid.Path is { Length: > 2 } path
                ? $"{path[2..]} does not have the form that the API describes."
                : $"not JSON: {FirstSentence(invalid.Message)}");
            return null;
        }
    }

    /// <summary>A missing field is reported like an empty one, not as a defect of the JSON.</summary>
    private static IEnumerable<string> MissingFields(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return [$"a request is a JSON object, not JSON of the kind {root.ValueKind.ToString().ToLowerInvariant()}."];

        return SeedanceModels.All[0].AllFields
            .Where(field => field.IsRequired && !root.TryGetProperty(field.Field, out _))
            .Select(field => $"{field.Field} is missing: it accepts {field.Description}.");
    }

    private static IEnumerable<string> WarningsOf(VideoGenerationRequest request)
    {
        foreach (var name in request.AdditionalProperties.Keys)
            yield return $"this tool does not know the field '{name}' and sends it unchanged.";
        if (!request.Model.IsKnown)
            yield return $"this tool does not know the model '{request.Model}', so it checks only the rules that all models share.";
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? message : message[..(end + 1)];
    }
}

/// <summary>Reads files of requests.</summary>
internal static class RequestFile
{
    private const string StandardInputName = "-";

    /// <summary>Reads one request per line. Blank lines are skipped, and count as lines.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has no request.</exception>
    public static async Task<IReadOnlyList<RequestLine>> ReadLinesAsync(string path, ToolHost host) =>
        Lines(path, await ReadTextAsync(path, host));

    /// <summary>Reads one JSON object over several lines, or one object per line.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has no request.</exception>
    public static async Task<IReadOnlyList<RequestLine>> ReadAnyAsync(string path, ToolHost host)
    {
        var text = await ReadTextAsync(path, host);
        if (text.Split('\n').Count(line => line.StartsWith('{')) > 1)
            return Lines(path, text);
        return !string.IsNullOrWhiteSpace(text)
            ? [RequestLine.Parse(1, text.Trim())]
            : throw new UsageException($"{path} has no request: write a JSON object.");
    }

    private static List<RequestLine> Lines(string path, string text)
    {
        var lines = text.Split('\n')
            .Select((line, index) => (Text: line.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0)
            .Select(line => RequestLine.Parse(line.Number, line.Text))
            .ToList();
        return lines.Count > 0 ? lines : throw new UsageException($"{path} has no request: write one JSON object per line.");
    }

    private static async Task<string> ReadTextAsync(string path, ToolHost host)
    {
        try
        {
            if (path == StandardInputName)
                return await StandardInput.ReadAllAsync(host);

            var file = Path.GetFullPath(path, host.Folder);
            return await File.ReadAllTextAsync(file, StandardInput.Strict(Encoding.UTF8), host.Interrupts.Token);
        }
        catch (DecoderFallbackException notText)
        {
            throw new UsageException($"The file '{path}' is not UTF-8: {notText.Message}", notText);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The file '{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
