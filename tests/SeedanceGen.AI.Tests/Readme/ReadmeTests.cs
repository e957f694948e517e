using Microsoft.Extensions.AI;
using SeedanceGen.Testing;

namespace SeedanceGen.AI.Tests.Readme;

public sealed class ReadmeTests
{
    private readonly List<string> _asked = [];

    [Fact]
    public async Task The_functions_are_tools_of_a_chat()
    {
        await using var mock = SeedanceMock.InMemory(new() { Lifecycle = JobLifecycle.Immediately });
        await using var client = mock.CreateClient();

        await using var tools = new SeedanceTools(client, new SeedanceToolsOptions
        {
            MaxCredits = 200,                                       // the ceiling for all calls together, in credits
            Confirm = (question, cancellationToken) => AskAsync(question.Question, cancellationToken),
            DownloadFolder = "videos",                              // nothing is written elsewhere
        });

        var options = new ChatOptions { Tools = [.. tools.Functions] };

        options.Tools.OfType<AIFunction>().Select(tool => tool.Name).ShouldContain("seedance_generate");
        await tools.Functions.Single(function => function.Operation == "submit").InvokeAsync(
            new AIFunctionArguments { ["model"] = "seedance-2.0", ["prompt"] = "A river", ["duration"] = 5, ["resolution"] = "720p" });
        _asked.ShouldHaveSingleItem();
        mock.Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public void The_example_is_the_one_that_runs_here()
    {
        var example = FencedBlock.Of("src/SeedanceGen.AI/README.md", "csharp").ShouldHaveSingleItem().Body;
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Readme", "ReadmeTests.cs"));

        // The test's client is that of the mock.
        var shared = example[(example.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var indented = string.Join('\n', shared.Split('\n').Select(line => line.Length == 0 ? line : "        " + line));
        source.ShouldContain(indented.TrimEnd(), Case.Sensitive);
    }

    private ValueTask<bool> AskAsync(string question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _asked.Add(question);
        return new(true);
    }
}
