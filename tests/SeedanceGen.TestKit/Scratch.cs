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

    /// <summary>
    /// Puts the description, what goes with it, and the client back as they are in the repository, so that the next test finds them so and
    /// yet need not build the generator again.
    /// </summary>
    public Scratch Restored()
    {
        var spec = File("spec");
        foreach (var file in Directory.EnumerateFiles(spec, "*", SearchOption.AllDirectories).Where(IsSource))
        {
            var original = Path.Combine(Repository.Spec, Path.GetRelativePath(spec, file));
            if (!System.IO.File.Exists(original))
                System.IO.File.Delete(file);
            else
                Restore(original, file);
        }

        Restore(Repository.Generated, File("src", "SeedanceGen", "Generated", Path.GetFileName(Repository.Generated)));
        return this;

        bool IsSource(string file) =>
            Path.GetRelativePath(spec, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "node_modules");

        // A file that is the same keeps its time, and one that is not is newer than what was built from it.
        static void Restore(string original, string file)
        {
            var text = System.IO.File.ReadAllBytes(original);
            if (!System.IO.File.ReadAllBytes(file).AsSpan().SequenceEqual(text))
                System.IO.File.WriteAllBytes(file, text);
        }
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
