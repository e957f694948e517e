using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.TestKit.Cultures;

namespace SeedanceGen.Contract.Tests;

/// <summary>
/// Runs another test project, as it is built: with the proxy between client and service, or with WireMock.Net as the server. Both runs are
/// in a culture that writes numbers as 1,5; that with WireMock.Net, which leaves out no test of the wire, also has no I for a capital i.
/// </summary>
/// <param name="project">The name of the test project.</param>
internal sealed partial class RepeatedSuite(string project)
{
    /// <summary>The environment variable that gives the tests the address of the proxy.</summary>
    private const string ProxyVariable = "SEEDANCE_TESTS_PROXY";

    /// <summary>The environment variable that gives the tests a file, which gets one character for each exchange of WireMock.Net.</summary>
    private const string WireMockVariable = "SEEDANCE_TESTS_WIREMOCK";

    /// <summary>Tests that run their suite again in other cultures, and those that already run in each of these cultures.</summary>
    private const string Once = "FullyQualifiedName!~CultureTests&FullyQualifiedName!~ScheduleTests.Random";

    /// <summary>Leaves out the marked tests, which break the contract on purpose.</summary>
    private const string NotMarked = Once + "&Wire!=past-the-proxy";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly string _assembly = Path.Combine(
        Repository.Root, "tests", project, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", project + ".dll");

    /// <summary>Runs the tests, every exchange through the proxy behind an address.</summary>
    /// <param name="proxy">Where they send their requests.</param>
    /// <param name="only">A part of the names of those to run; null for all.</param>
    public Task<CommandResult> RunAsync(Uri proxy, string? only = null) =>
        VsTestAsync((ProxyVariable, proxy.AbsoluteUri), "de-DE", NotMarked + (only is null ? "" : $"&FullyQualifiedName~{only}"));

    /// <summary>Runs the tests with the mock behind a WireMock.Net server wherever they start a mock server.</summary>
    /// <param name="tally">The file that gets one character for each exchange.</param>
    public Task<CommandResult> RunThroughWireMockAsync(string tally) =>
        VsTestAsync((WireMockVariable, tally), "tr-TR", Once);

    /// <summary>How many tests of a run passed.</summary>
    public static int Passed(CommandResult run) =>
        Passed().Match(run.Output) is { Success: true } said ? int.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private Task<CommandResult> VsTestAsync((string, string?) variable, string culture, string filter) => Task.Run(() => CommandResult.Run(
        Repository.Root,
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        ["vstest", _assembly, "--TestCaseFilter:" + filter],
        Limit,
        variable,
        (TestCulture.Variable, culture)));

    [GeneratedRegex(@"Passed: +(\d+)")]
    private static partial Regex Passed();
}
