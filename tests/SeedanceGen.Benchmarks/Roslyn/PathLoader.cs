using System.Reflection;
using Microsoft.CodeAnalysis;

namespace SeedanceGen.Benchmarks.Roslyn;

/// <summary>Loads a generator from where it lies.</summary>
internal sealed class PathLoader : IAnalyzerAssemblyLoader
{
    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);

    public void AddDependencyLocation(string fullPath)
    {
    }
}
