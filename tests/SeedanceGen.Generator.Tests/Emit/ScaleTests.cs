using System.Globalization;
using System.Text;
using SeedanceGen.Generator.Emit;
using SeedanceGen.Generator.Parsing;
using SeedanceGen.Generator.Tests.Infrastructure;
using Xunit.Abstractions;

namespace SeedanceGen.Generator.Tests.Emit;

/// <summary>A description of 1,000 models and 1,000 properties takes time in proportion to its size.</summary>
[Collection(nameof(Alone))]
[Trait("Category", "Slow")]
public sealed class ScaleTests(ITestOutputHelper output)
{
    private const int Rounds = 8;
    private const int Batch = 10;

    /// <summary>In proportion is 10, and quadratic is 100. Between them is what the processor's caches no longer hold.</summary>
    private const double MostForTenfold = 30;

    [Fact]
    public void Ten_times_the_description_takes_about_ten_times_as_long()
    {
        var (small, large) = (Spec(100), Spec(1000));
        (large.Length / (double)small.Length).ShouldBeInRange(9, 11);
        Time(small, Batch);
        Time(large, 1);

        // Ten small runs against one large run, so that both allocate alike. The shortest of several rounds counts, because other work on
        // the machine only adds time.
        var (fast, slow) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            fast = Math.Min(fast, Time(small, Batch) / Batch);
            slow = Math.Min(slow, Time(large, 1));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"100: {fast:F1} ms, 1,000: {slow:F1} ms, factor {slow / fast:F1} "
            + $"for {large.Length / (double)small.Length:F1} times the size"));
        (slow / fast).ShouldBeLessThanOrEqualTo(MostForTenfold);
    }

    [Fact]
    public void Aliases_of_aliases_do_not_multiply_the_time()
    {
        var yaml = new StringBuilder(Spec(1));
        yaml.Append("    Bomb0: &b0 { maximum: 9 }\n");
        for (var i = 1; i <= 40; i++)
            yaml.Append(CultureInfo.InvariantCulture, $"    Bomb{i}: &b{i} {{ allOf: [*b{i - 1}, *b{i - 1}] }}\n");
        var text = yaml.ToString().Replace("p0: { type: integer, maximum: 900 }",
            "p0: { type: integer, allOf: [{ $ref: '#/components/schemas/Bomb40' }] }", StringComparison.Ordinal);
        var reading = SpecReader.Read(new([new SpecFile("x", text)]), default)!;
        reading.Problems.ShouldBeEmpty();
        reading.Request!.Properties.Single(property => property.Field == "p0").Limits.Maximum.ShouldBe(9);
    }

    private static double Time(string yaml, int times)
    {
        var kept = new List<object>();
        GC.Collect();
        var start = ThreadTime.Milliseconds;
        for (var i = 0; i < times; i++)
            kept.Add(Generate(yaml));
        var time = ThreadTime.Milliseconds - start;
        GC.KeepAlive(kept);
        return time;
    }

    private static string[] Generate(string yaml)
    {
        var reading = SpecReader.Read(new([new SpecFile(GeneratorRun.SpecPath, yaml)]), default)!;
        reading.Problems.ShouldBeEmpty();
        var request = reading.Request!;
        var schemas = new FieldSchemas(request);
        return
        [
            new BuilderEmitter(request, schemas, default).Emit(),
            new ValidationEmitter(request, default).Emit(),
            new TableEmitter(request, schemas, default).Emit(),
        ];
    }

    /// <summary>As many models as properties; each model has limits of its own for a few of them.</summary>
    private static string Spec(int size)
    {
        var yaml = new StringBuilder(
            "openapi: 3.0.3\npaths:\n  /jobs:\n    post:\n      operationId: start\n      x-charges-credits: true\n");
        yaml.Append("      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/JobRequest' } } } }\n");
        yaml.Append("components:\n  schemas:\n    Kind:\n      type: string\n      enum:\n");
        for (var i = 0; i < size; i++)
            yaml.Append(CultureInfo.InvariantCulture, $"        - m{i}\n");
        yaml.Append(
            "    JobRequest:\n      type: object\n      required: [kind]\n      properties:\n"
            + "        kind: { $ref: '#/components/schemas/Kind' }\n");
        for (var i = 0; i < size; i++)
            yaml.Append(CultureInfo.InvariantCulture, $"        p{i}: {{ type: integer, maximum: 900 }}\n");
        yaml.Append("      allOf:\n        - description: Rules.\n        - oneOf:\n");
        for (var i = 0; i < size; i++)
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"            - properties: {{ kind: {{ enum: [m{i}] }}, p{i}: {{ enum: [5, 10] }}, "
                + $"p{((i * 7) + 3) % size}: {{ minimum: 4 }} }}\n");
        return yaml.ToString().Replace("p0: { enum: [5, 10] }, p0: { minimum: 4 }", "p0: { enum: [5, 10] }", StringComparison.Ordinal);
    }
}
