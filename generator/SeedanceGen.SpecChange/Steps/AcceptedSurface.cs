namespace SeedanceGen.SpecChange.Steps;

/// <summary>Where the surface to compare with comes from.</summary>
internal static class AcceptedSurface
{
    /// <summary>The snapshots of a commit, so that accepting them in the working copy does not hide the change.</summary>
    public static Surface OfCommit(string root, string commit)
    {
        var names = Tool.Run(root, "git", "ls-tree", "-r", "--name-only", commit, "--", SnapshotNames.Folder)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(path => path[(path.LastIndexOf('/') + 1)..]).ToList();
        return Surface.Accepted(names, name => Tool.Run(root, "git", "show", $"{commit}:{SnapshotNames.Folder}/{name}"));
    }

    public static Surface OfFolder(string folder) => Surface.Accepted(
        Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)), name => File.ReadAllText(Path.Combine(folder, name)));
}
