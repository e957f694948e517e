using System.Text;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>Reads the files that a command line names.</summary>
internal static class InputFile
{
    private const string StandardInputName = "-";

    /// <summary>Reads a file in UTF-8; <c>-</c> is standard input.</summary>
    /// <exception cref="UsageException">The file cannot be read, or is not UTF-8.</exception>
    public static async Task<string> ReadTextAsync(string path, ToolHost host)
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
