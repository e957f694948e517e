using System.Globalization;
using System.Text.RegularExpressions;

namespace SeedanceGen.Contract.Tests.Proxy;

/// <summary>The client's own tests, as they were built beside these.</summary>
internal static partial class ClientSuite
{
    /// <summary>The suite in other cultures is the same suite again, and the marked tests break the contract on purpose.</summary>
    public const string ThroughTheProxy = "Wire!=past-the-proxy&FullyQualifiedName!~CultureTests";

    private static readonly string Assembly = Path.Combine(
        Repository.Root, "tests", "SeedanceGen.Tests", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "SeedanceGen.Tests.dll");

    /// <summary>Runs the tests of a filter, every exchange through the proxy behind an address.</summary>
    public static Task<Command> RunAsync(Uri proxy, string filter) =>
        Task.Run(() => VsTest([$"--TestCaseFilter:{filter}"], ("SEEDANCE_TESTS_PROXY", proxy.AbsoluteUri)));

    /// <summary>How many tests there are in all, each row of a theory for one; the suite in other cultures is none of them.</summary>
    public static Task<int> CountAsync() => Task.Run(() =>
        VsTest(["--ListTests", "--TestCaseFilter:FullyQualifiedName!~CultureTests"]).ShouldSucceed().Output.Split('\n').Count(line => line.StartsWith("    ", StringComparison.Ordinal)));

    /// <summary>How many tests a run says that passed.</summary>
    public static int Passed(string output) => Passed().Match(output) is { Success: true } said ? int.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static Command VsTest(string[] arguments, params (string Name, string? Value)[] environment) =>
        Command.Run(Repository.Root, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["vstest", Assembly, .. arguments], environment);

    [GeneratedRegex(@"Passed: +(\d+)")]
    private static partial Regex Passed();
}
