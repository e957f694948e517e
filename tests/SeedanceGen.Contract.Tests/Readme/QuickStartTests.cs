using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>The programs that the README pages and the guides show compile without a warning, and run.</summary>
[Trait("Category", "Slow")]
[Collection(ProcessEnvironment.Name)]
public sealed class QuickStartTests
{
    /// <summary>The guides whose programs stand alone, with how many jobs each program submits.</summary>
    public static TheoryData<string, int[]> Guides => new()
    {
        { "quick-start.md", [1, 1] },
        { "waiting.md", [1, 1, 1, 3, 2] },
        { "money.md", [1, 3] },
        { "operations.md", [0] },
        { "aot.md", [1] },
        { "migrating.md", [1, 1] },
        { "costs.md", [3] },
        { "from-openai.md", [1] },
        { "proxies.md", [0] },
    };

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/SeedanceGen/README.md")]
    public async Task The_quick_start_makes_a_video(string page)
    {
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var scratch = new Scratch();
        foreach (var snippet in SnippetProgram.Of(page))
            await SnippetProgram.RunAsync(snippet, server, scratch);

        File.ReadAllBytes(scratch.File("river.mp4")).AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
        server.Ledger.Charges.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public async Task The_programs_of_a_guide_run(string guide, int[] jobs)
    {
        var snippets = SnippetProgram.Of($"src/docs/{guide}").ToList();
        snippets.Count.ShouldBe(jobs.Length);
        foreach (var (snippet, expected) in snippets.Zip(jobs))
        {
            await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
            using var scratch = new Scratch();

            await SnippetProgram.RunAsync(snippet, server, scratch);

            server.Jobs.Count.ShouldBe(expected, snippet);
        }
    }
}
