namespace SeedanceGen.TestKit;

/// <summary>A search path with every command of this machine except those of Node.js.</summary>
public static class PathWithoutNode
{
    private static readonly Lazy<string> Folder = new(Create);

    public static string Value => Folder.Value;

    private static string Create()
    {
        var bin = Path.Combine(AppContext.BaseDirectory, "bin-without-node");
        if (Directory.Exists(bin))
            Directory.Delete(bin, recursive: true);
        Directory.CreateDirectory(bin);
        foreach (var command in Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles))
        {
            var link = Path.Combine(bin, Path.GetFileName(command));
            if (Path.GetFileName(command) is not ("node" or "npm" or "npx" or "nodejs" or "corepack") && !File.Exists(link))
                File.CreateSymbolicLink(link, command);
        }

        return bin;
    }
}
