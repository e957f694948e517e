using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SeedanceGen.TestKit.Cultures;

/// <summary>
/// Runs all tests of the deriving class's assembly once more, in cultures that write numbers and letters otherwise: 1,5 for 1.5, and no I
/// for a capital i. A deriving class is called CultureTests, and is left out.
/// </summary>
public abstract partial class SuiteInCultures
{
    private const string Filter = "FullyQualifiedName!~CultureTests";

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public async Task Every_test_passes_in_another_culture(string culture)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "vstest", GetType().Assembly.Location, $"--TestCaseFilter:{Filter}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [TestCulture.Variable] = culture, ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        using var run = Process.Start(start)!;
        using var limit = new CancellationTokenSource(LongestRun);
        var output = run.StandardOutput.ReadToEndAsync(limit.Token);
        var error = run.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await run.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!run.HasExited)
                run.Kill(entireProcessTree: true);
        }

        var printed = await output + await error;
        run.ExitCode.ShouldBe(0, printed);
        int.Parse(Passed().Match(printed).Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThan(50, printed);
    }

    [GeneratedRegex(@"Passed: +(\d+)")]
    private static partial Regex Passed();
}
