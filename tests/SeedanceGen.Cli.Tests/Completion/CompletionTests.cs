using System.Diagnostics;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Completion;

/// <summary>Runs each script in its shell.</summary>
[Trait("Category", "Slow")]
public class CompletionTests
{
    /// <summary>What a person types, what the shell then offers, and whether it offers nothing else.</summary>
    public static TheoryData<string, string[], bool> Cases => new()
    {
        { "seedance gen", ["generate"], true },
        { "seedance auth ", ["login", "status", "logout"], false },
        { "seedance generate --mod", ["--model"], true },
        { "seedance generate 'A river' --aspect-ratio ", ["16:9", "9:16", "1:1"], true },
        { "seedance generate --aspect-ratio 16:", ["16:9"], true },
        { "seedance generate --resolution 7", ["720p"], true },
        { "seedance completion ", ["bash", "zsh", "fish", "pwsh"], false },
        { "seedance webhook listen --p", ["--port", "--public-url"], true },
        { "seedance batch req", ["requests.jsonl"], true },
        { "seedance batch requests.jsonl -o fol", ["folder"], true },
        { "seedance generate --timeout ", [], true },
        { "seedance models --model seedance-2.0 --j", ["--json"], true },
    };

    [ShellTheory("bash")]
    [MemberData(nameof(Cases))]
    public Task Bash_completes_commands_options_values_and_files(string typed, string[] expected, bool nothingElse) =>
        ShouldOfferAsync("bash", typed, expected, nothingElse, async folder =>
        {
            const string Completing = """
                source ./script; COMP_LINE=$1; COMP_POINT=${#COMP_LINE}; _seedance
                (( ${#COMPREPLY[@]} )) && printf '%s\n' "${COMPREPLY[@]}"; true
                """;
            // For bash, the text before a colon is a word of its own, which stays as it was typed.
            var word = typed[(typed.LastIndexOf(' ') + 1)..];
            var kept = word[..(word.LastIndexOf(':') + 1)];
            return [.. Lines(await RunAsync(folder, "bash", ["-c", Completing, "bash", typed])).Select(offered => kept + offered)];
        });

    [ShellTheory("zsh")]
    [MemberData(nameof(Cases))]
    public Task Zsh_completes_commands_options_values_and_files(string typed, string[] expected, bool nothingElse) =>
        ShouldOfferAsync("zsh", typed, expected, nothingElse, folder => ZshAsync(folder, typed, "source ./script"));

    /// <summary>Packages install the script as a file named <c>_seedance</c>, which zsh loads at the first completion.</summary>
    [ShellTheory("zsh")]
    [InlineData("seedance gen", "generate")]
    public Task Zsh_completes_from_an_autoloaded_file(string typed, string expected) =>
        ShouldOfferAsync("zsh", typed, [expected], nothingElse: true, folder =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "functions"));
            File.Copy(Path.Combine(folder, "script"), Path.Combine(folder, "functions", "_seedance"));
            return ZshAsync(folder, typed, "fpath=(./functions $fpath); compinit -u -D");
        });

    [ShellTheory("fish")]
    [MemberData(nameof(Cases))]
    public Task Fish_completes_commands_options_values_and_files(string typed, string[] expected, bool nothingElse) =>
        ShouldOfferAsync("fish", typed, expected, nothingElse, async folder =>
        {
            // Each line has a description after a tab, and a folder ends with a slash.
            var offered = await RunAsync(folder, "fish", ["--no-config", "-c", "source ./script; complete -C $argv[1]", "--", typed]);
            return [.. Lines(offered).Select(line => line.Split('\t')[0].TrimEnd('/'))];
        });

    [ShellTheory("pwsh")]
    [MemberData(nameof(Cases))]
    public Task PowerShell_completes_commands_options_values_and_files(string typed, string[] expected, bool nothingElse) =>
        ShouldOfferAsync("pwsh", typed, expected, nothingElse && expected.Length > 0, async folder =>
        {
            const string Completing = """
                $line = $args[0]; Get-Content -Raw script | Invoke-Expression
                (TabExpansion2 -inputScript $line -cursorColumn $line.Length).CompletionMatches | ForEach-Object { $_.ListItemText }
                """;
            return Lines(await RunAsync(folder, "pwsh", ["-NoProfile", "-CommandWithArgs", Completing, typed]));
        });

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Each_script_has_every_command_option_and_value(string shell)
    {
        using var tool = new ToolRun();
        (await tool.RunAsync("completion", shell)).ShouldBe(ExitCode.Success, tool.Error);

        string[] words = ["generate", "batch", "auth login", "webhook listen", "max-credits", "16:9"];
        foreach (var word in words.Concat(SeedanceModel.KnownValues.Select(model => model.Value)))
            tool.Output.ShouldContain(word);
    }

    /// <summary>
    /// Checks the syntax as far as possible without PowerShell; where PowerShell is installed, another test runs the script.
    /// </summary>
    [Fact]
    public async Task The_PowerShell_script_closes_every_bracket_and_has_no_duplicate_key()
    {
        using var tool = new ToolRun();
        (await tool.RunAsync("completion", "pwsh")).ShouldBe(ExitCode.Success, tool.Error);

        var script = PowerShellText.Read(tool.Output);

        script.Keys.Count.ShouldBeGreaterThan(50);
        script.Keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).ShouldBeEmpty();
        script.Variables.Distinct().Order(StringComparer.Ordinal)
            .ShouldBe(
                [
                    "_", "commandAst", "cursorPosition", "found", "next", "place",
                    "previous", "typed", "values", "word", "wordToComplete", "words",
                ],
                ignoreOrder: true);
    }

    [Theory]
    [InlineData("@{ 'a' = @('b' }")]
    [InlineData("'a")]
    [InlineData("\"$a")]
    [InlineData("} {")]
    public void A_script_with_an_unclosed_bracket_or_text_is_detected(string script) =>
        Should.Throw<FormatException>(() => PowerShellText.Read(script));

    [Fact]
    public async Task An_unknown_shell_is_rejected_with_a_list_of_the_known_ones()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("completion", "tcsh")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines[0].ShouldContain("tcsh");
        tool.Error.ShouldContain("fish");
    }

    private static async Task ShouldOfferAsync(
        string shell, string typed, string[] expected, bool nothingElse, Func<string, Task<string[]>> complete)
    {
        using var tool = new ToolRun();
        (await tool.RunAsync("completion", shell)).ShouldBe(ExitCode.Success, tool.Error);
        await File.WriteAllTextAsync(tool.Folder.At("requests.jsonl"), string.Empty);
        Directory.CreateDirectory(tool.Folder.At("folder"));
        await File.WriteAllTextAsync(tool.Folder.At("script"), tool.Output);

        var offered = await complete(tool.Folder.Root);

        foreach (var word in expected)
            offered.ShouldContain(word, typed);
        if (nothingElse)
            offered.ShouldBe(expected, ignoreOrder: true, typed);
    }

    private static async Task<string[]> ZshAsync(string folder, string typed, string load) =>
        Lines(await RunAsync(folder, "zsh", ["-f", Path.Combine(AppContext.BaseDirectory, "Completion", "capture.zsh"), typed, load]));

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A shell that writes to standard error has not understood the script.</summary>
    private static async Task<string> RunAsync(string folder, string command, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        (await error).ShouldBeEmpty();
        process.ExitCode.ShouldBe(0);
        return output;
    }
}

/// <summary>A test that needs a shell; skipped, with the reason, where the shell is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string shell)
    {
        if (!Programs.Has(shell))
            Skip = $"There is no {shell} on this machine: its completion is not run.";
    }
}
