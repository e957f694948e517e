using System.Text.Json.Nodes;
using SeedanceGen.Generator.Tests.Infrastructure;
using Xunit.Abstractions;

namespace SeedanceGen.Generator.Tests.Variations;

/// <summary>For random descriptions, the generated validation accepts what a JSON Schema validator accepts by the YAML.</summary>
[Trait("Category", "Slow")]
public sealed class VariationTests(ITestOutputHelper output)
{
    private const int Requests = 400;

    private const string Probe = """
        using SeedanceGen;
        using System.Text.Json;

        public static class Probe
        {
            public static string Run(string input) => string.Join("\n", input.Split('\n').Select(line =>
            {
                var request = JsonSerializer.Deserialize<JobGenerationRequest>(line)!;
                var plain = request.Validate();
                var strict = request.ValidateStrictly();
                return plain.Count == strict.Count ? string.Join("; ", plain) : "plain and strict differ";
            }));
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public void The_generated_validator_agrees_with_a_schema_validator(int seed)
    {
        var variation = new SpecVariation(seed);
        var independent = new IndependentValidator(variation.Yaml);
        var requests = Enumerable.Range(0, Requests).Select(_ => variation.Request()).ToList();
        var results = CompiledSdk.Run(
            variation.Yaml, variation.Records, Probe, string.Join('\n', requests.Select(request => request.ToJsonString()))).Split('\n');

        results.Length.ShouldBe(requests.Count);
        var accepted = 0;
        foreach (var (request, violations) in requests.Zip(results))
        {
            var isAccepted = independent.Accepts("JobGenerationRequest", JsonNode.Parse(request.ToJsonString()));
            (violations.Length == 0).ShouldBe(isAccepted, $"{request.ToJsonString()}: {violations}\n{variation.Yaml}");
            accepted += isAccepted ? 1 : 0;
        }

        output.WriteLine($"{variation}: {accepted} of {Requests} accepted");
    }

    [Fact]
    public void The_samples_are_accepted_and_rejected_in_turn()
    {
        var accepted = Enumerable.Range(1, 12).Select(seed => new SpecVariation(seed))
            .SelectMany(variation => Enumerable.Range(0, Requests).Select(_ => IsAccepted(variation))).ToList();
        accepted.Count(isAccepted => isAccepted).ShouldBeGreaterThan(Requests / 4);
        accepted.Count(isAccepted => !isAccepted).ShouldBeGreaterThan(Requests / 4);
    }

    private static bool IsAccepted(SpecVariation variation) =>
        new IndependentValidator(variation.Yaml).Accepts("JobGenerationRequest", JsonNode.Parse(variation.Request().ToJsonString()));
}
