namespace SeedanceGen.Package.Tests.Support;

/// <summary>An edit of the clone's description. Disposing restores the description, the version and the changelog.</summary>
internal sealed class DescriptionEdit : IDisposable
{
    private readonly Dictionary<string, string> _before;

    public DescriptionEdit(string clone, Func<string, string> edit)
    {
        string[] files = ["spec/seedance.openapi.yaml", "src/Version.props", "CHANGELOG.md"];
        _before = files.Select(file => Path.Combine(clone, file)).ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);
        var description = Path.Combine(clone, files[0]);
        var edited = edit(_before[description]);
        edited.ShouldNotBe(_before[description]);
        File.WriteAllText(description, edited);
    }

    public void Dispose()
    {
        foreach (var (file, text) in _before)
            File.WriteAllText(file, text);
    }
}
