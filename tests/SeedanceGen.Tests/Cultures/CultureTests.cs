using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SeedanceGen.Tests.Cultures;

/// <summary>
/// All tests of this assembly once more, in cultures that write numbers and letters otherwise: 1,5 for 1.5, and no I for a capital i. Only
/// what judges memory and what has the cultures in it already is left out.
/// </summary>
[Collection(RunningAlone.Name)]
public sealed partial class CultureTests
{
    private const string Filter = "FullyQualifiedName!~CultureTests&FullyQualifiedName!~ScheduleTests&FullyQualifiedName!~ManyWaitsTests";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public async Task Every_test_passes_in_another_culture(string culture)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { "vstest", typeof(CultureTests).Assembly.Location, $"--TestCaseFilter:{Filter}" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [TestCulture.Variable] = culture, ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        using var run = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var said = run.StandardOutput.ReadToEndAsync(patience.Token);
        var complained = run.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await run.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!run.HasExited)
                run.Kill(entireProcessTree: true);
        }

        var output = await said + await complained;
        run.ExitCode.ShouldBe(0, output);
        int.Parse(Passed().Match(output).Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThan(50, output);
    }

    [GeneratedRegex(@"Passed: +(\d+)")]
    private static partial Regex Passed();
}
