using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Schema;

namespace SeedanceGen.Cli.Service;

/// <summary>One request of a file.</summary>
internal sealed record RequestLine
{
    private const int MaxReportedProblems = 20;

    /// <summary>The line number in the file, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The request; null when the line cannot be read as one.</summary>
    public required VideoGenerationRequest? Request { get; init; }

    /// <summary>
    /// The idempotency key that the line names, where the API description has such keys; null when it names none.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>The hash of the line's text, which detects a later change of the line.</summary>
    public required string Hash { get; init; }

    /// <summary>The earlier line of the file that is the same request, however it is written; null when there is none.</summary>
    public int? RepeatOf { get; init; }

    /// <summary>The rules that the request breaks; empty when it can be submitted.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>What the API description does not know, or calls deprecated; it is sent unchanged.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Reads a request from JSON and validates it offline.</summary>
    public static RequestLine Parse(int number, string json, ServiceDescription description)
    {
        var problems = new List<string>();
        var warnings = new List<UnknownPart>();
        var (request, key) = Deserialize(json, description, problems, warnings);
        if (request?.Validate() is { Count: > 0 } violations)
        {
            // What is refused needs no warning.
            warnings.RemoveAll(warning => violations.Any(violation => violation.Field == warning.Path));
            problems.AddRange(violations.Select(violation => violation.Message));
        }

        return new RequestLine
        {
            Number = number,
            Request = request,
            Key = key,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            Problems = problems,
            Warnings = [.. warnings.Select(warning => warning.Text)],
        };
    }

    /// <summary>The line with what it repeats. Two lines with different idempotency keys are meant to be two jobs.</summary>
    /// <param name="known">The first line of each request so far; this one is added.</param>
    public RequestLine Compared(Dictionary<string, int> known)
    {
        if (Request is null || Problems.Count > 0)
            return this;

        var content = JsonSerializer.SerializeToUtf8Bytes(Request, SeedanceJsonContext.Default.VideoGenerationRequest);
        var sum = Convert.ToHexStringLower(SHA256.HashData([.. content, .. Encoding.UTF8.GetBytes(Key ?? string.Empty)]));
        if (known.TryAdd(sum, Number))
            return this;
        return this with
        {
            RepeatOf = known[sum],
            Warnings = [.. Warnings, $"the same request as line {known[sum]}; batch submits it only with --allow-duplicates"],
        };
    }

    /// <summary>Writes the warnings of all requests, each with its line. Beyond a limit they are only counted.</summary>
    public static void WriteWarnings(IReadOnlyList<RequestLine> requests, ToolOutput output)
    {
        var warnings = requests
            .SelectMany(request => request.Warnings.Select(warning => $"line {request.Number}: {warning}"))
            .ToList();
        foreach (var warning in warnings.Take(MaxReportedProblems))
            output.Warn(warning);
        if (warnings.Count > MaxReportedProblems)
            output.Note($"and {warnings.Count - MaxReportedProblems} more warnings; 'seedance validate --json' lists all of them.");
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

    private static (VideoGenerationRequest? Request, string? Key) Deserialize(
        string json, ServiceDescription description, List<string> problems, List<UnknownPart> warnings)
    {
        try
        {
            var key = TakeKey(ref json, description);
            using var document = JsonDocument.Parse(json);
            var request = RequestJson.Read(document.RootElement, description.Request, problems);
            if (request is not null)
                warnings.AddRange(UnknownParts.Of(document.RootElement, description.Request));
            return (request, key);
        }
        catch (JsonException invalid)
        {
            problems.Add($"not JSON: {RequestJson.FirstSentenceOf(invalid)}");
            return (null, null);
        }
    }

    /// <summary>
    /// Takes the idempotency key out of a line. It has the name of its header or <c>idempotencyKey</c>, unless the request has such a
    /// field.
    /// </summary>
    private static string? TakeKey(ref string json, ServiceDescription description)
    {
        if (description.Submission?.IdempotencyKey is not { Name: var header })
            return null;

        foreach (var name in new[] { header, "idempotencyKey" })
        {
            if (description.Request.Find(name) is not null
                || JsonNode.Parse(json) is not JsonObject line
                || line[name] is not JsonValue value
                || value.GetValueKind() != JsonValueKind.String)
                continue;

            line.Remove(name);
            json = line.ToJsonString();
            return value.GetValue<string>();
        }

        return null;
    }
}

/// <summary>Reads files of requests.</summary>
internal static class RequestFile
{
    /// <summary>Reads one request per line. Blank lines are skipped, and count as lines.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has no request.</exception>
    public static async Task<IReadOnlyList<RequestLine>> ReadLinesAsync(string path, CommandContext context) =>
        Lines(path, await InputFile.ReadTextAsync(path, context.Host), context.Description);

    /// <summary>Reads one JSON object over several lines, or one object per line.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has no request.</exception>
    public static async Task<IReadOnlyList<RequestLine>> ReadAnyAsync(string path, CommandContext context)
    {
        var text = await InputFile.ReadTextAsync(path, context.Host);
        if (text.Split('\n').Count(line => line.StartsWith('{')) > 1)
            return Lines(path, text, context.Description);
        return !string.IsNullOrWhiteSpace(text)
            ? [RequestLine.Parse(1, text.Trim(), context.Description)]
            : throw new UsageException($"{path} has no request: write a JSON object.");
    }

    private static List<RequestLine> Lines(string path, string text, ServiceDescription description)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var lines = text.Split('\n')
            .Select((line, index) => (Text: line.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0)
            .Select(line => RequestLine.Parse(line.Number, line.Text, description).Compared(known))
            .ToList();
        return lines.Count > 0 ? lines : throw new UsageException($"{path} has no request: write one JSON object per line.");
    }
}
