using Microsoft.CodeAnalysis;

namespace SeedanceGen.Release.Measuring;

/// <summary>
/// Which folders of a project name types of which others. The project's own folder counts as one. A partial type belongs to each folder
/// that declares it, and naming it in one of those is no reference.
/// </summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _references = new(StringComparer.Ordinal);

    public FolderGraph(CodeBase code, string project)
    {
        Project = project;
        foreach (var file in code.Of(project))
        {
            var others = _references.TryGetValue(file.Folder, out var known)
                ? known
                : _references[file.Folder] = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
            foreach (var type in code.TypesNamedIn(file))
            {
                var folders = code.Declaring(type).Where(other => other.Project == project).Select(other => other.Folder)
                    .ToHashSet(StringComparer.Ordinal);
                if (folders.Contains(file.Folder))
                    continue;
                foreach (var folder in folders)
                    Reasons(others, folder).Add($"{Path.GetFileNameWithoutExtension(file.Path)} names {type.Name}");
            }
        }

        Cycles = [.. FindCycles()];
    }

    public string Project { get; }

    public int FolderCount => _references.Count;

    /// <summary>The groups of folders that reach each other.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cycles { get; }

    public int FoldersInCycles => Cycles.Sum(cycle => cycle.Count);

    /// <summary>What one folder names of another, for each pair of a cycle; empty when there is no cycle.</summary>
    public IEnumerable<string> ExplainCycles() =>
        from cycle in Cycles
        from folder in cycle
        from other in cycle
        where folder != other && _references[folder].ContainsKey(other)
        let reasons = _references[folder][other]
        select $"{Project}: {Name(folder)} -> {Name(other)} ({reasons.Count}): {string.Join(", ", reasons.Take(3))}";

    public static string Name(string folder) => folder.Length == 0 ? "." : folder;

    private static SortedSet<string> Reasons(SortedDictionary<string, SortedSet<string>> others, string folder) =>
        others.TryGetValue(folder, out var reasons) ? reasons : others[folder] = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Two folders are in one cycle when each reaches the other.</summary>
    private IEnumerable<IReadOnlyList<string>> FindCycles()
    {
        var reached = _references.Keys.ToDictionary(folder => folder, Reached, StringComparer.Ordinal);
        var left = new SortedSet<string>(_references.Keys, StringComparer.Ordinal);
        while (left.Min is { } folder)
        {
            var cycle = left.Where(other => other == folder || reached[folder].Contains(other) && reached[other].Contains(folder)).ToList();
            left.ExceptWith(cycle);
            if (cycle.Count > 1)
                yield return cycle;
        }
    }

    private HashSet<string> Reached(string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([start]);
        while (next.TryPop(out var folder))
        {
            foreach (var other in _references[folder].Keys.Where(reached.Add))
                next.Push(other);
        }

        return reached;
    }
}
