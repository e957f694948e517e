using System.Diagnostics;
using SeedanceGen.Cli.Tests.Support;

namespace SeedanceGen.Cli.Tests.Completion;

public class CompletionTests
{
    [Theory]
    [InlineData("seedance gen", "generate")]
    [InlineData("seedance auth ", "login", "status", "logout")]
    [InlineData("seedance generate --mod", "--model")]
    [InlineData("seedance generate 'A river' --aspect-ratio ", "16:9", "9:16", "1:1")]
    [InlineData("seedance generate --aspect-ratio 16:", "9")]
    [InlineData("seedance generate --resolution 7", "720p")]
    [InlineData("seedance completion ", "bash", "zsh", "fish", "pwsh")]
    [InlineData("seedance batch req", "requests.jsonl")]
    [InlineData("seedance batch requests.jsonl -o fol", "folder")]
    [InlineData("seedance generate --timeout ")]
    public async Task Bash_completes_commands_options_values_and_files(string typed, params string[] expected)
    {
        using var tool = new ToolRun();
        (await tool.RunAsync("completion", "bash")).ShouldBe(ExitCode.Done, tool.Error);
        await File.WriteAllTextAsync(tool.Folder.At("requests.jsonl"), string.Empty);
        Directory.CreateDirectory(tool.Folder.At("folder"));
        await File.WriteAllTextAsync(tool.Folder.At("script.sh"), tool.Output);

        var found = await BashAsync(
            tool.Folder.Root,
            "source script.sh; COMP_LINE=$1; COMP_POINT=${#COMP_LINE}; _seedance; (( ${#COMPREPLY[@]} )) && printf '%s\\n' \"${COMPREPLY[@]}\"; true",
            typed);

        foreach (var word in expected)
            found.ShouldContain(word);
        if (!typed.EndsWith(' ') || expected.Length == 0)
            found.ShouldBe(expected);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Each_script_has_every_command_option_and_value_and_its_shell_reads_it_where_it_is_here(string shell)
    {
        using var tool = new ToolRun();
        (await tool.RunAsync("completion", shell)).ShouldBe(ExitCode.Done, tool.Error);

        foreach (var word in (string[])["generate", "batch", "auth login", "webhook listen", "max-credits", "16:9", .. SeedanceModel.KnownValues.Select(model => model.Value)])
            tool.Output.ShouldContain(word);
        await File.WriteAllTextAsync(tool.Folder.At("script"), tool.Output);
        if (IsHere(shell))
            (await RunAsync(tool.Folder.Root, shell, Check(shell))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_shell_is_refused_with_those_there_are()
    {
        using var tool = new ToolRun();

        (await tool.RunAsync("completion", "tcsh")).ShouldBe(ExitCode.Usage);

        tool.ErrorLines[0].ShouldContain("tcsh");
        tool.Error.ShouldContain("fish");
    }

    private static string[] Check(string shell) => shell switch
    {
        "fish" => ["--no-execute", "script"],
        "pwsh" => ["-NoProfile", "-Command", "Get-Content -Raw script | Invoke-Expression"],
        _ => ["-n", "script"],
    };

    private static bool IsHere(string shell) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell)));

    private static async Task<string[]> BashAsync(string folder, string script, string argument) =>
        (await RunAsync(folder, "bash", ["-c", script, "bash", argument])).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<string> RunAsync(string folder, string command, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
        return output;
    }
}
