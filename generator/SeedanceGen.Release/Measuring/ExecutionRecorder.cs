using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SeedanceGen.Release.Measuring;

/// <summary>
/// Runs copies of our assemblies in which each method first reports that it runs. A method counts each time, also when it ran before; the
/// events of the just-in-time compiler would show the first time only.
/// </summary>
public sealed class ExecutionRecorder : AssemblyLoadContext
{
    private static readonly List<RecordedMethod> Methods = [];
    private static readonly HashSet<string> Framework = FrameworkAssemblies();
    private static bool[] _hits = new bool[1024];

    private readonly Dictionary<string, string> _files;
    private readonly string _ours;

    /// <param name="folder">The folder with the assemblies and their dependencies.</param>
    /// <param name="ours">The folder that the rewritten copies are put in.</param>
    internal ExecutionRecorder(string folder, string ours)
        : base(nameof(ExecutionRecorder))
    {
        _files = Directory.EnumerateFiles(folder, "*.dll")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        _ours = Directory.CreateDirectory(ours).FullName;
    }

    /// <summary>What a rewritten method calls.</summary>
    /// <param name="method">Its number.</param>
    public static void Hit(int method) => Volatile.Read(ref _hits)[method] = true;

    /// <summary>Forgets what ran so far.</summary>
    internal static void Reset() => Array.Clear(_hits);

    /// <summary>The methods that ran since the last reset.</summary>
    internal static IReadOnlyList<RecordedMethod> Recorded() => [.. Methods.Where((_, index) => _hits[index])];

    internal Assembly Load(string name) => LoadFromAssemblyName(new AssemblyName(name));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (!_files.TryGetValue(name, out var file) || Framework.Contains(name))
            return null;
        return LoadFromAssemblyPath(IsOurs(name) ? Rewrite(file) : file);
    }

    /// <summary>The assemblies of the shared frameworks, which stay those of this process.</summary>
    private static HashSet<string> FrameworkAssemblies()
    {
        var own = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetDirectoryName(file) != own).Select(file => Path.GetFileNameWithoutExtension(file))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsOurs(string name) => name == "seedance" || name.StartsWith("SeedanceGen", StringComparison.Ordinal);

    private string Rewrite(string file)
    {
        using var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(Path.GetDirectoryName(file));
        using var assembly = AssemblyDefinition.ReadAssembly(
            file,
            new ReaderParameters
            {
                AssemblyResolver = resolver,
                ReadSymbols = true,
                SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false),
            });
        var hit = assembly.MainModule.ImportReference(typeof(ExecutionRecorder).GetMethod(nameof(Hit)));
        foreach (var method in assembly.MainModule.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody).ToList())
        {
            Methods.Add(RecordedMethod.Of(method));
            var first = method.Body.Instructions[0];
            var il = method.Body.GetILProcessor();
            il.InsertBefore(first, il.Create(OpCodes.Ldc_I4, Methods.Count - 1));
            il.InsertBefore(first, il.Create(OpCodes.Call, hit));
        }

        if (_hits.Length < Methods.Count)
            Array.Resize(ref _hits, Methods.Count * 2);
        var copy = Path.Combine(_ours, Path.GetFileName(file));
        assembly.Write(copy);
        return copy;
    }
}

/// <summary>A method of one of our assemblies.</summary>
/// <param name="Type">The outermost type around it: nested and compiler-generated types count for that type.</param>
/// <param name="File">The file with its code, as the symbols name it; null when the compiler generated it.</param>
internal sealed record RecordedMethod(string Type, string? File)
{
    public static RecordedMethod Of(MethodDefinition method)
    {
        var type = method.DeclaringType;
        while (type.DeclaringType is { } outer)
            type = outer;
        var document = method.DebugInformation.SequencePoints.FirstOrDefault(point => !point.IsHidden)?.Document.Url;
        return new RecordedMethod(type.FullName, document?.Replace('\\', '/'));
    }
}
