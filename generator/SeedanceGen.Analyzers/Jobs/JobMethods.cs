using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Jobs;

/// <summary>
/// Tells by their types which methods hand out a job or wait for one, so that a new method of the SDK is covered without an edit here. Only
/// the SDK's own methods count, and implementations of its interfaces: what another method returns, another type may hold as well.
/// </summary>
internal sealed class JobMethods(
    INamedTypeSymbol job, INamedTypeSymbol video, INamedTypeSymbol request, ImmutableArray<INamedTypeSymbol> promises)
{
    private const string StreamName = "IAsyncEnumerable";
    private const string JobName = "SeedanceGen.GenerationJob";
    private const string VideoName = "SeedanceGen.VideoGeneration";
    private const string RequestName = "SeedanceGen.VideoGenerationRequest";

    private static readonly string[] PromiseNames =
        ["System.Threading.Tasks.Task`1", "System.Threading.Tasks.ValueTask`1", "System.Collections.Generic.IAsyncEnumerable`1"];

    public static JobMethods? In(Compilation compilation) =>
        compilation.GetTypeByMetadataName(JobName) is { } knownJob &&
        compilation.GetTypeByMetadataName(VideoName) is { } knownVideo &&
        compilation.GetTypeByMetadataName(RequestName) is { } knownRequest
            ? new JobMethods(knownJob, knownVideo, knownRequest, PromisesIn(compilation))
            : null;

    /// <summary>
    /// Whether the method's result is the only handle to a job: it returns one, or submits a request and returns the video.
    /// </summary>
    public bool IsJob(IMethodSymbol method)
    {
        var result = ResultOf(method);
        var isHandle = Is(result, job) || (Is(result, video) && method.Parameters.Any(parameter => Is(parameter.Type, request)));
        return isHandle && IsOfSdk(method);
    }

    /// <summary>Whether the method reads or waits for a job and has to be awaited, as every stream has.</summary>
    public bool IsWait(IMethodSymbol method) =>
        IsPromise(method.ReturnType) && (Is(ResultOf(method), video) || method.ReturnType.Name == StreamName) && IsOfSdk(method);

    private static ImmutableArray<INamedTypeSymbol> PromisesIn(Compilation compilation) =>
        PromiseNames.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>().ToImmutableArray();

    private static bool Is(ITypeSymbol type, INamedTypeSymbol wanted) => SymbolEqualityComparer.Default.Equals(type, wanted);

    private ITypeSymbol ResultOf(IMethodSymbol method) =>
        IsPromise(method.ReturnType) ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0] : method.ReturnType;

    private bool IsPromise(ITypeSymbol type) =>
        type is INamedTypeSymbol { IsGenericType: true } && promises.Contains(type.OriginalDefinition, SymbolEqualityComparer.Default);

    private bool IsOfSdk(IMethodSymbol method) =>
        IsDeclaredBySdk(method) || method.ContainingType.AllInterfaces
            .Where(IsDeclaredBySdk)
            .SelectMany(implemented => implemented.GetMembers(method.Name))
            .Select(method.ContainingType.FindImplementationForInterfaceMember)
            .Contains(method, SymbolEqualityComparer.Default);

    private bool IsDeclaredBySdk(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, job.ContainingAssembly);
}
