using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Jobs;

/// <summary>The source of a user's own implementation of the client's interface, with every member that the interface has.</summary>
internal static class Decorator
{
    public static string Source { get; } = $$"""
        internal sealed class Decorator : ISeedanceClient
        {
        {{string.Join("\n", Members())}}
        }
        """;

    private static IEnumerable<string> Members() =>
        TestCompilation.Of(string.Empty).GetTypeByMetadataName("SeedanceGen.ISeedanceClient")!.GetMembers().Select(Of).OfType<string>();

    private static string? Of(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method =>
            $"    public {method.ReturnType} {method.Name}({Parameters(method)}) => throw new NotSupportedException();",
        IPropertySymbol property => $"    public {property.Type} {property.Name} => throw new NotSupportedException();",
        _ => null,
    };

    private static string Parameters(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type} {parameter.Name}"));
}
