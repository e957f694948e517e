using System.Text;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli.Requests;

/// <summary>A file of requests: a JSON object, or one object a line.</summary>
internal static class RequestFile
{
    private const string FromInput = "-";

    /// <summary>Reads one request a line; blank lines are left out, and keep their numbers.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has no request.</exception>
    public static async Task<IReadOnlyList<RequestLine>> ReadLinesAsync(string path, ToolHost host) => Lines(path, await ReadTextAsync(path, host));

    /// <summary>Reads a file that is one object, laid out as one likes, or one object a line.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has no request.</exception>
    public static async Task<IReadOnlyList<RequestLine>> ReadAnyAsync(string path, ToolHost host)
    {
        var text = await ReadTextAsync(path, host);
        if (text.Split('\n').Count(line => line.StartsWith('{')) > 1)
            return Lines(path, text);
        return !string.IsNullOrWhiteSpace(text) ? [RequestReader.Read(1, text.Trim())] : throw new UsageException($"{path} has no request: write a JSON object.");
    }

    private static List<RequestLine> Lines(string path, string text)
    {
        var lines = text.Split('\n')
            .Select((line, index) => (Text: line.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0)
            .Select(line => RequestReader.Read(line.Number, line.Text))
            .ToList();
        return lines.Count > 0 ? lines : throw new UsageException($"{path} has no request: write one JSON object a line.");
    }

    private static async Task<string> ReadTextAsync(string path, ToolHost host)
    {
        try
        {
            return path == FromInput
                ? await StandardInput.ReadAllAsync(host)
                : await File.ReadAllTextAsync(Path.GetFullPath(path, host.Folder), StandardInput.Exactly(Encoding.UTF8), host.Interrupts.Pressed);
        }
        catch (DecoderFallbackException noText)
        {
            throw new UsageException($"The file '{path}' is not UTF-8: {noText.Message}", noText);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The file '{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
