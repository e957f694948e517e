namespace SeedanceGen.Cli.Service;

/// <summary>The folder of <c>--output</c>, of the commands that make many videos.</summary>
internal static class OutputFolder
{
    /// <summary>Creates the folder and returns its full path.</summary>
    /// <exception cref="UsageException">The name cannot be a folder.</exception>
    public static string Create(string name, string currentFolder)
    {
        // An empty name is most likely an empty variable of a script, and the next run would look for the journal in another folder.
        if (string.IsNullOrWhiteSpace(name))
            throw new UsageException("--output is empty: name a folder, such as videos.");

        try
        {
            return Directory.CreateDirectory(Path.GetFullPath(name, currentFolder)).FullName;
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--output is '{name}', which cannot be a folder: {denied.Message}", denied);
        }
    }
}
