using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Options;

public class BadInputTests
{
    public static TheoryData<string[], string[]> Wrong => new()
    {
        { ["A river", "--aspect-ratio", "4:3"], ["--aspect-ratio", "4:3", .. AspectRatio.KnownValues.Select(known => known.Value)] },
        { ["A river", "--resolution", "8k"], ["--resolution", "8k", .. Resolution.KnownValues.Select(known => known.Value)] },
        { ["A river", "--duration", "five"], ["--duration", "five"] },
        { ["A river", "--duration", "99999999999"], ["--duration", "99999999999"] },
        { ["A river", "--metadata", "projectId"], ["--metadata", "KEY=VALUE", "projectId"] },
        { ["A river", "--metadata", "=value"], ["--metadata", "KEY=VALUE", "=value"] },
        { ["A river", "--metadata", "a=1", "--metadata", "a=2"], ["--metadata", "'a'", "twice"] },
        { ["A river", "--media-urls", "https://["], ["--media-urls", "https://["] },
        { ["A river", "--webhook-url", "https://["], ["--webhook-url", "https://["] },
        { ["A", "river"], ["'river'", "quotes"] },
        { ["A river", "--no-such-option"], ["--no-such-option"] },
        { ["A river", "-o", "no/such/folder/river.mp4"], ["no/such/folder", "create it"] },
        { ["A river", "-o", "."], ["folder", "name a file"] },
        { ["A river", "-o", "/dev/river.mp4"], ["/dev/river.mp4"] },
        { ["A river", "-o", ""], ["--output", "empty"] },
        { [], ["generate"] },
        { [""], ["prompt", "empty"] },
        { ["  "], ["prompt", "blank"] },
        { ["A river", "--duration", "3"], ["duration", "3", "4 to 15"] },
        { ["A river", "--duration", "7", "--model", "seedance-1.5-pro"], ["duration", "7", "5 or 10"] },
        { ["A river", "--media-urls", "http://example.com/a.png"], ["mediaUrls", "HTTPS"] },
        { ["A river", "--media-urls", "a.png"], ["mediaUrls", "HTTPS"] },
        { ["A river", .. SixMedia], ["mediaUrls", "6", "1 to 5"] },
        { ["A river", "--webhook-url", "hook"], ["webhookUrl", "hook"] },
    };

    private static string[] SixMedia =>
        [.. Enumerable.Range(1, 6).SelectMany(number => new[] { "--media-urls", $"https://example.com/{number}.png" })];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Bad_input_is_rejected_in_one_line_and_nothing_is_sent(string[] arguments, string[] named)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        var code = await tool.RunAsync(["generate", .. arguments]);

        code.ShouldBe(ExitCode.Usage, tool.Error);
        foreach (var word in named)
            tool.ErrorLines.ShouldHaveSingleItem().ShouldContain(word);
        tool.Output.ShouldBeEmpty();
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_broken_rule_has_a_line_of_its_own()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        (await tool.RunAsync("generate", "", "--duration", "99", "--media-urls", "a.png")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.Length.ShouldBe(3);
        tool.ErrorLines.ShouldAllBe(line => line.StartsWith("error: ", StringComparison.Ordinal));
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Without_a_key_the_error_names_the_variable_and_the_mock(string? key)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = new ToolRun().With(server.BaseAddress.AbsoluteUri, key);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Usage);

        var line = tool.ErrorLines.ShouldHaveSingleItem();
        line.ShouldContain("SEEDANCE_API_KEY");
        line.ShouldContain("--mock");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sd2_live_secret\n")]
    [InlineData("sd2_live\r\nsecret")]
    [InlineData("sd2 live secret")]
    public async Task A_key_with_a_line_break_or_a_space_is_rejected_and_not_shown(string key)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = new ToolRun().With(server.BaseAddress.AbsoluteUri, key);

        (await tool.RunAsync("generate", "A river", "--verbose")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines[0].ShouldContain("SEEDANCE_API_KEY");
        tool.Error.ShouldNotContain("secret");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://example.com")]
    [InlineData("example.com")]
    [InlineData("ftp://127.0.0.1")]
    public async Task A_base_address_without_HTTPS_is_rejected_by_the_name_of_its_variable(string address)
    {
        using var tool = new ToolRun().With(address, SeedanceMockOptions.DefaultApiKey);

        (await tool.RunAsync("generate", "A river")).ShouldBe(ExitCode.Usage);

        var line = tool.ErrorLines.ShouldHaveSingleItem();
        line.ShouldContain("SEEDANCE_BASE_URL");
        line.ShouldContain(address);
        line.ShouldContain("https://");
    }

    [Fact]
    public async Task An_empty_base_url_option_does_not_mean_the_real_service()
    {
        using var tool = new ToolRun().WithVariable(SeedanceClientOptions.ApiKeyVariable, SeedanceMockOptions.DefaultApiKey);

        (await tool.RunAsync("submit", "A river", "--base-url", "")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("--base-url is ''");
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("batch", "-o", "out", "--mock")]
    public async Task A_file_that_is_not_UTF_8_is_rejected_because_replacement_characters_would_be_charged(params string[] command)
    {
        using var tool = new ToolRun();
        await File.WriteAllBytesAsync(
            tool.Folder.At("latin.jsonl"), System.Text.Encoding.Latin1.GetBytes("""{"model":"seedance-2.0","prompt":"A café"}"""));

        (await tool.RunAsync([.. command, "latin.jsonl"])).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("'latin.jsonl' is not UTF-8");
    }

    [Fact]
    public async Task A_read_only_folder_is_detected_before_anything_is_sent()
    {
        if (!OperatingSystem.IsLinux())
            return;

        await using var server = await SeedanceMockServer.StartAsync();
        using var tool = ToolRun.Against(server);

        // The kernel's own folder takes no file, not even of root.
        (await tool.RunAsync("generate", "A river", "-o", "/sys/river.mp4")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("No file can be written");
        tool.Error.ShouldContain("permissions");
        server.Journal.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_check_of_the_output_file_leaves_nothing_behind()
    {
        using var tool = new ToolRun();

        await tool.RunAsync("generate", "A river", "-o", "river.mp4");

        tool.ErrorLines.ShouldHaveSingleItem().ShouldContain("API key");
        tool.Folder.Files.ShouldBeEmpty();
    }

}
