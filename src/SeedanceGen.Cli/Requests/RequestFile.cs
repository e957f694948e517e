using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli.Requests;

/// <summary>A file of requests: a JSON object, or one object a line.</summary>
internal static class RequestFile
{
    private const string FromInput = "-";

    /// <summary>Reads one request a line; blank lines are left out, and keep their numbers.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has no request.</exception>
    public static async Task<IReadOnlyList<RequestLine>> ReadLinesAsync(string path, ToolHost host)
    {
        var lines = (await ReadTextAsync(path, host)).Split('\n')
            .Select((line, index) => (Text: line.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0)
            .Select(line => RequestReader.Read(line.Number, line.Text))
            .ToList();
        return lines.Count > 0 ? lines : throw new UsageException($"{path} has no request: write one JSON object a line.");
    }

    /// <summary>Reads a file that is one object, laid out as one likes, or one object a line.</summary>
    /// <exception cref="UsageException">The file cannot be read, or has no request.</exception>
    public static async Task<IReadOnlyList<RequestLine>> ReadAnyAsync(string path, ToolHost host)
    {
        var text = (await ReadTextAsync(path, host)).Trim();
        var lines = text.Split('\n').Count(line => line.StartsWith('{'));
        if (lines > 1)
            return await ReadLinesAsync(path, host with { Input = () => new StringReader(text) });
        return text.Length > 0 ? [RequestReader.Read(1, text)] : throw new UsageException($"{path} has no request: write a JSON object.");
    }

    private static async Task<string> ReadTextAsync(string path, ToolHost host)
    {
        try
        {
            return path == FromInput
                ? await host.Input().ReadToEndAsync(host.Interrupts.Pressed)
                : await File.ReadAllTextAsync(Path.GetFullPath(path, host.Folder), host.Interrupts.Pressed);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The file '{path}' cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
