using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Emit;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Parsing;
using SeedanceGen.Generator.Tests.Infrastructure;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Tests.Emit;

/// <summary>Each phase passes a cancellation on, and never reports it as an error of the file.</summary>
public sealed class CancellationTests
{
    private static readonly CancellationToken Cancelled = new(canceled: true);
    private static readonly EquatableArray<SpecFile> Files = new([new SpecFile(GeneratorRun.SpecPath, RepositoryFiles.Spec)]);

    [Fact]
    public void The_driver_sees_a_cancellation() =>
        Should.Throw<OperationCanceledException>(() => GeneratorRun.Of(RepositoryFiles.Spec, Cancelled));

    [Fact]
    public void Reading_yaml_passes_a_cancellation_on() =>
        Should.Throw<OperationCanceledException>(() => new YamlReader(new ProblemList("x"), Cancelled).Read("a: 1"));

    [Fact]
    public void Reading_the_description_passes_a_cancellation_on() =>
        Should.Throw<OperationCanceledException>(() => SpecReader.Read(Files, Cancelled));

    [Fact]
    public void Flattening_passes_a_cancellation_on()
    {
        var problems = new ProblemList("x");
        var root = (SpecMap)new YamlReader(problems, default).Read("a: {}")!;
        var flattener = new SchemaFlattener(new ReferenceResolver(root, problems), problems, Cancelled);
        Should.Throw<OperationCanceledException>(() => flattener.Flatten(root));
    }

    [Fact]
    public void Writing_passes_a_cancellation_on()
    {
        var request = SpecReader.Read(Files, default)!.Request!;
        Should.Throw<OperationCanceledException>(new BuilderEmitter(request, new(request), Cancelled).Emit);
        Should.Throw<OperationCanceledException>(new ValidationEmitter(request, Cancelled).Emit);
        Should.Throw<OperationCanceledException>(new TableEmitter(request, new(request), Cancelled).Emit);
    }
}
