namespace SeedanceGen.TestKit;

/// <summary>A clone in a folder elsewhere on the disk, with the files as they are here, committed or not.</summary>
public static class FreshClone
{
    public static string In(string folder)
    {
        var clone = Path.Combine(folder, "clone");
        Git(folder, "clone", "-q", "--no-checkout", Repository.Root, clone);
        foreach (var name in Git(Repository.Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .Split('\0', StringSplitOptions.RemoveEmptyEntries))
        {
            var from = Path.Combine(Repository.Root, name);
            if (!File.Exists(from))
                continue;
            var to = Path.Combine(clone, name);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }

        return clone;
    }

    private static string Git(string folder, params string[] arguments) =>
        CommandResult.Run(folder, "git", arguments).ShouldSucceed().Output;
}
