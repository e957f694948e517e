using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Generator.Tests.Infrastructure;

/// <summary>Compiles what the generator makes of a description with the part of the SDK that it is written for.</summary>
internal static class SdkCompilation
{
    /// <summary>The hand-written types that generated code uses.</summary>
    private static readonly string[] Rooms = ["SeedanceGen/Rules", "SeedanceGen/Json", "Shared/Rules", "Shared/Schema", "Shared/Texts"];

    /// <summary>
    /// What the hand-written types need: the usings of the project, a base of errors without HTTP, and a JSON context.
    /// </summary>
    private const string Surroundings = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading;
        using System.Text.Json.Serialization;
        namespace SeedanceGen
        {
            /// <summary>An error.</summary>
            public abstract class SeedanceException(string message, bool isOfOwnWords = false) : Exception(isOfOwnWords ? message : null);

            /// <summary>The context that another generator fills; here the converters of the records are found by reflection.</summary>
            internal sealed class SeedanceJsonContext() : global::System.Text.Json.Serialization.JsonSerializerContext(null)
            {
                private static readonly global::System.Text.Json.JsonSerializerOptions Written = Made();

                public static SeedanceJsonContext Default { get; } = new();

                protected override global::System.Text.Json.JsonSerializerOptions? GeneratedSerializerOptions => null;

                public override global::System.Text.Json.Serialization.Metadata.JsonTypeInfo? GetTypeInfo(Type type) =>
                    Written.GetTypeInfo(type);

                private static global::System.Text.Json.JsonSerializerOptions Made()
                {
                    var resolver = new global::System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver();
                    var options = new global::System.Text.Json.JsonSerializerOptions { TypeInfoResolver = resolver };
                    var converters = typeof(SeedanceJsonContext).Assembly.GetTypes().Where(type => !type.IsGenericType
                        && type.IsSubclassOf(typeof(JsonConverter)));
                    foreach (var converter in converters)
                        options.Converters.Add((JsonConverter)Activator.CreateInstance(converter, true)!);
                    return options;
                }
            }
        }
        """;

    private static readonly Lazy<IReadOnlyList<MetadataReference>> Framework = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    public static CSharpCompilation Of(string yaml, string records, NullableContextOptions nullable, params string[] more)
    {
        var sources = GeneratorRun.Sources(yaml).Values.Concat(HandWritten(records)).Append(Surroundings).Append(records).Concat(more);
        return CSharpCompilation.Create(
            "Variation" + Guid.NewGuid().ToString("N"),
            sources.Select(source => CSharpSyntaxTree.ParseText(source, GeneratorRun.Language)),
            Framework.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: nullable, warningLevel: 9999));
    }

    /// <summary>What the records of jobs implement is left out for records of something else.</summary>
    private static IEnumerable<string> HandWritten(string records)
    {
        var folder = Repository.PathOf("src");
        var files = Rooms.SelectMany(room => Directory.EnumerateFiles(Path.Combine(folder, room), "*.cs"))
            .Where(file => Path.GetFileName(file) != "VideoGeneration.cs")
            .Append(Path.Combine(folder, "SeedanceGen", "Errors", "SeedanceValidationException.cs"))
            .Concat(records.Contains("IJobFacts", StringComparison.Ordinal)
                ? [Path.Combine(folder, "SeedanceGen", "Operations", "IJobFacts.cs")]
                : []);
        return files.Order(StringComparer.Ordinal).Select(file => "#nullable enable\n" + File.ReadAllText(file));
    }
}
