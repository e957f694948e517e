using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Rules;

public class ValidateTests
{
    [Theory]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","duration":5}""")]
    [InlineData("{\n  \"model\": \"seedance-2.0\",\n  \"prompt\": \"A river\"\n}")]
    public async Task A_valid_request_passes(string request)
    {
        using var tool = await WithFileAsync(request);

        (await tool.RunAsync("validate", "request.json")).ShouldBe(ExitCode.Success, tool.Error);

        tool.OutputLines.ShouldBe(["1 request, all valid"]);
        tool.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","duration":99}""", "line 1: duration", "99", "4 to 15")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","duration":"5"}""", "line 1: duration is \"5\": it accepts a whole number.")]
    [InlineData("""{"model":"seedance-2.0"}""", "line 1: prompt is missing")]
    [InlineData("""["model"]""", "line 1: expected a request, which is a JSON object, and found a JSON array")]
    [InlineData("{", "line 1: not JSON")]
    public async Task A_broken_rule_is_reported_with_its_line(string request, params string[] named)
    {
        using var tool = await WithFileAsync(request);

        (await tool.RunAsync("validate", "request.json")).ShouldBe(ExitCode.Usage);

        foreach (var words in named)
            tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(words);
        tool.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lines_that_are_piped_in_keep_their_numbers()
    {
        using var tool = new ToolRun { Piped = """


            {"model":"seedance-2.0","prompt":"A river"}
            """ + "\n{\"model\":\"seedance-2.0\"}\n{\"model\":\"seedance-2.0\",\"prompt\":\"A lake\"}" };

        (await tool.RunAsync("validate", "-")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("line 4: prompt is missing");
    }

    [Fact]
    public async Task An_unknown_field_is_a_warning_because_the_service_may_be_newer()
    {
        using var tool = await WithFileAsync("""{"model":"seedance-2.0","prompt":"A river","durration":5}""");

        (await tool.RunAsync("validate", "request.json")).ShouldBe(ExitCode.Success);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("'durration'");
    }

    [Fact]
    public async Task Each_line_of_a_file_is_validated_and_reported()
    {
        using var tool = await WithFileAsync("""
            {"model":"seedance-2.0","prompt":"A river"}

            {"model":"seedance-1.5-pro","prompt":"A river","duration":7}
            """);

        (await tool.RunAsync("validate", "request.json", "--json")).ShouldBe(ExitCode.Usage);

        tool.Json["valid"]!.GetValue<bool>().ShouldBeFalse();
        tool.Json["requests"]!.AsArray().Select(line => line!["line"]!.GetValue<int>()).ShouldBe([1, 3]);
        tool.Json["requests"]![1]!["problems"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_line_that_repeats_another_is_a_warning_since_both_would_be_charged()
    {
        using var tool = await WithFileAsync("""
            {"model":"seedance-2.0","prompt":"A river"}
            {"prompt":"A river", "model":"seedance-2.0"}
            """);

        (await tool.RunAsync("validate", "request.json")).ShouldBe(ExitCode.Success);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldStartWith("warning: line 2: the same request as line 1");
    }

    [Fact]
    public async Task A_long_list_of_problems_is_shortened_and_a_missing_file_is_named()
    {
        using var tool = await WithFileAsync(string.Join('\n', Enumerable.Repeat("""{"model":"seedance-2.0","prompt":""}""", 30)));

        (await tool.RunAsync("validate", "request.json")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.Length.ShouldBe(21);

        (await tool.Anew().RunAsync("validate", "nowhere.json")).ShouldBe(ExitCode.Usage);
        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("nowhere.json");
    }

    [Fact]
    public async Task Standard_input_is_read_when_asked()
    {
        using var tool = new ToolRun { Piped = """{"model":"seedance-2.0","prompt":"A river"}""" };

        (await tool.RunAsync("validate", "-")).ShouldBe(ExitCode.Success, tool.Error);
    }

    private static async Task<ToolRun> WithFileAsync(string text)
    {
        var tool = new ToolRun();
        await File.WriteAllTextAsync(tool.Folder.At("request.json"), text);
        return tool;
    }
}
