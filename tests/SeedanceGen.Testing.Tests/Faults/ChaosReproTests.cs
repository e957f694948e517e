using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SeedanceGen.Testing.Tests.Faults;

/// <summary>The line that a run with chaos prints is pasted into a program, which is compiled and run.</summary>
[Trait("Category", "Slow")]
public sealed class ChaosReproTests
{
    private const string Printed = "to repeat: ";

    public static TheoryData<MockChaos> Chaos { get; } = new()
    {
        new MockChaos(seed: 42, rate: 0.2),
        new MockChaos(seed: -7, rate: 1E-05) { Operations = MockOperation.All },
        new MockChaos(seed: 1, rate: 1) { Faults = [.. MockFault.Catalogue] },
        new MockChaos(seed: 1, rate: 1) { Faults = [.. MockFault.Catalogue.Select(fault => fault.AfterProcessing())],
            Operations = [MockOperation.Get] },
        new MockChaos(seed: 1, rate: 1) { Faults = [.. MockFault.Catalogue.Select(fault => fault.WithoutProcessing())] },
        new MockChaos(seed: int.MinValue, rate: 0.5)
        {
            Faults =
            [
                MockFault.ErrorEnvelope("quo\"ta\\", "Two\nlines, {0}, “quoted” \u0007."),
                MockFault.SlowBody(TimeSpan.FromMilliseconds(1.5)),
                MockFault.Status(503, retryAfter: TimeSpan.FromDays(2), asDate: true),
                MockFault.Status(429, retryAfter: TimeSpan.Zero).AfterProcessing(),
            ],
        },
        new MockChaos(seed: 1, rate: 1) { Faults = [] },
    };

    [Theory]
    [MemberData(nameof(Chaos))]
    public async Task The_printed_line_is_code_that_makes_the_same_chaos_again(MockChaos chaos)
    {
        await using var mock = SeedanceMock.InMemory(new() { Chaos = chaos });
        var line = mock.ChaosDescription!;

        var pasted = Run(line[(line.IndexOf(Printed, StringComparison.Ordinal) + Printed.Length)..]);

        line.ShouldNotContain("\n");
        pasted.Chaos!.ToString().ShouldBe(chaos.ToString());
        (pasted.Chaos.Seed, pasted.Chaos.Rate).ShouldBe((chaos.Seed, chaos.Rate));
        pasted.Chaos.Faults.Select(fault => fault.ToString()).ShouldBe(chaos.Faults.Select(fault => fault.ToString()));
        pasted.Chaos.Operations.ShouldBe(chaos.Operations);
    }

    [Fact]
    public void The_line_is_short_as_long_as_nothing_was_chosen() =>
        new MockChaos(seed: 42, rate: 0.2).ToString().ShouldBe("Chaos = new MockChaos(seed: 42, rate: 0.2)");

    private static SeedanceMockOptions Run(string expression)
    {
        var source =
            $"using System; using SeedanceGen.Testing; public static class Pasted "
            + $"{{ public static SeedanceMockOptions Run() => {expression}; }}";
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Pasted",
            [CSharpSyntaxTree.ParseText(source)],
            trusted.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics));

        image.Position = 0;
        var assembly = new AssemblyLoadContext("pasted", isCollectible: true).LoadFromStream(image);
        return (SeedanceMockOptions)assembly.GetType("Pasted")!.GetMethod("Run")!.Invoke(null, null)!;
    }
}
