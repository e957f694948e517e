namespace SeedanceGen.TestKit;

/// <summary>A folder for one test, beside the test's own files and so inside the clone; gone afterwards.</summary>
public sealed class Scratch : IDisposable
{
    public Scratch()
    {
        Folder = Path.Combine(AppContext.BaseDirectory, "scratch", Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    public string File(params string[] path) => Path.Combine([Folder, .. path]);

    /// <summary>Copies what builds the client: the description, the generator and the SDK, without what a build made.</summary>
    public static Scratch WithClientSources(bool withSpecTools = false) =>
        WithSources(withSpecTools, Path.Combine("src", "SeedanceGen"), Path.Combine("src", "Shared"));

    /// <summary>Copies what builds everything that is shipped.</summary>
    public static Scratch WithShippedSources() => WithSources(withSpecTools: false, "src");

    private static Scratch WithSources(bool withSpecTools, params string[] folders)
    {
        var scratch = new Scratch();
        foreach (var file in Directory.EnumerateFiles(Repository.Root))
            System.IO.File.Copy(file, scratch.File(Path.GetFileName(file)));
        foreach (var folder in (string[])["spec", "generator", ".feed", .. folders])
            Copy(Path.Combine(Repository.Root, folder), scratch.File(folder));
        if (withSpecTools)
            Directory.CreateSymbolicLink(scratch.File("spec", "node_modules"), SpecTools.Modules);
        return scratch;
    }

    public void Dispose()
    {
        var modules = File("spec", "node_modules");
        if (Directory.Exists(modules))
            Directory.Delete(modules);
        Directory.Delete(Folder, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            System.IO.File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            if (Path.GetFileName(folder) is not ("bin" or "obj" or "node_modules"))
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
