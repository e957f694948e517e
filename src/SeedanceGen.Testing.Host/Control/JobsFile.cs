using System.Globalization;
using System.Text.Json;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>Reads a file with jobs that existed before: a JSON list of what <see cref="ExistingJobInput"/> reads.</summary>
internal static class JobsFile
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What messages call it; null for the path.</param>
    /// <exception cref="InvalidControlRequestException">
    /// It is no such list. The message names file, line, place, what is accepted there and what was there.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static IReadOnlyList<ExistingJob> Read(string path, string? name = null)
    {
        var content = File.ReadAllBytes(path);
        path = name ?? path;
        // A byte order mark, which editors write.
        ReadOnlyMemory<byte> json = content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsMemory(3) : content;
        using var document = Parse(path, json);
        if (BodyValidator.Validate(json, new JsonSchema()) is [var violation, ..])
        {
            throw new InvalidControlRequestException(
                $"{Place(path, json.Span, violation.Pointer)}: {violation.Pointer}: expected {violation.Expected}, "
                    + $"actual {violation.Actual}");
        }

        var pointer = "";
        try
        {
            var jobs = new List<ExistingJob>();
            foreach (var input in ControlInput.ItemsOf(document.RootElement))
            {
                pointer = $"/{jobs.Count}";
                var job = ExistingJobInput.Read(input, new WebhookPlan());
                if (jobs.Exists(other => other.Id == job.Id))
                    throw input.Invalid(ExistingJobInput.Names[0], "an id that no other job of the file has");
                jobs.Add(job);
            }

            return jobs;
        }
        catch (InvalidControlRequestException problem)
        {
            var at = problem.Pointer.Length > 0 ? problem.Pointer : pointer;
            throw new InvalidControlRequestException($"{Place(path, json.Span, at)}: {problem.Message}") { Pointer = at };
        }
        catch (ArgumentException problem)
        {
            throw new InvalidControlRequestException($"{Place(path, json.Span, pointer)}: {pointer}: {problem.Message}")
            {
                Pointer = pointer,
            };
        }
    }

    private static JsonDocument Parse(string path, ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException malformed)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{path}, line {(malformed.LineNumber ?? 0) + 1}");
            var what = malformed.Message.Split(" LineNumber:")[0];
            throw new InvalidControlRequestException($"{line}: expected a list of jobs in JSON, actual a text that is none: {what}");
        }
    }

    private static string Place(string path, ReadOnlySpan<byte> json, string pointer) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}, line {LineOf(json, pointer)}");

    /// <summary>The line, from 1, of the value at a pointer; of the nearest value around it when there is no such value.</summary>
    private static int LineOf(ReadOnlySpan<byte> json, string pointer)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var start = reader.TokenStartIndex;
        foreach (var segment in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Enter(ref reader, segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
                break;

            start = reader.TokenStartIndex;
        }

        return json[..(int)start].Count((byte)'\n') + 1;
    }

    /// <summary>Goes to a member of an object or to an item of a list; false when there is none.</summary>
    private static bool Enter(ref Utf8JsonReader reader, string segment)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return false;

        var isObject = reader.TokenType == JsonTokenType.StartObject;
        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            var isIt = isObject ? reader.ValueTextEquals(segment) : index.ToString(CultureInfo.InvariantCulture) == segment;
            if (isObject)
                reader.Read();
            if (isIt)
                return true;

            reader.Skip();
        }

        return false;
    }
}
