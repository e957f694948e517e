using System.Globalization;
using System.Text.RegularExpressions;
using SeedanceGen.Package.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Package.Tests.Running;

/// <summary>Projects of users, restored from the feed, built without a warning and run against the mock.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Slow")]
public sealed class ConsumerTests(PackagedClone packaged)
{
    private const string SevenSeconds =
        """
        using SeedanceGen;

        var request = VideoRequest.Seedance15Pro("A river")
            .WithDuration(7)
            .Build();
        Console.WriteLine(request.Model);
        """;

    [Fact]
    public async Task A_console_application_runs_the_quick_start_and_has_the_rules_in_its_build()
    {
        var consumers = packaged.BuiltConsumers;
        var program = consumers.PathOf("Quick", "Program.cs");
        Directory.Exists(Path.Combine(consumers.Cache, "seedancegen", packaged.Version)).ShouldBeTrue("it came from the feed");
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });

        consumers.Run("Quick", "dotnet", ["run", "--no-build"], Service(server)).ShouldSucceed();

        (await File.ReadAllBytesAsync(consumers.PathOf("Quick", "river.mp4"))).AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
        server.Ledger.Charges.Count.ShouldBe(1);
        server.Journal.KeyLeaks.ShouldBeEmpty();

        await File.WriteAllTextAsync(program, SevenSeconds);
        var rejected = consumers.DotNet("Quick", "build", "--no-restore", "-nologo", "-tl:off");
        rejected.ExitCode.ShouldNotBe(0);
        rejected.Output.ShouldContain("Program.cs(4,19): error SDG1001: duration is 7, but seedance-1.5-pro accepts 5 or 10 seconds");

        await File.WriteAllTextAsync(consumers.PathOf("Quick", ".editorconfig"), "[*.cs]\ndotnet_diagnostic.SDG1001.severity = warning\n");
        consumers.DotNet("Quick", "build", "--no-restore", "-nologo", "-tl:off")
            .ShouldSucceed().Output.ShouldContain("Program.cs(4,19): warning SDG1001");

        // A project for the browser is told when it is built, and not by a program that ends there.
        await File.WriteAllTextAsync(program, "await using var client = new SeedanceGen.SeedanceClient();\n");
        await File.WriteAllTextAsync(
            consumers.PathOf("Quick", "Directory.Build.targets"),
            "<Project><ItemGroup><SupportedPlatform Include=\"browser\" /></ItemGroup></Project>");
        consumers.DotNet("Quick", "build", "--no-restore", "-nologo", "-tl:off")
            .ShouldSucceed().Output.ShouldContain("Program.cs(1,26): warning CA1416");
    }

    [Fact]
    public async Task An_application_on_ASP_NET_Core_gets_its_webhook()
    {
        var consumers = packaged.BuiltConsumers;
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });

        consumers.Run("Web", "dotnet", ["run", "--no-build"], Service(server)).ShouldSucceed()
            .Output.ShouldContain(", succeeded, True, webhook: order-17 succeeded video");
    }

    /// <summary>One test of each project is made to fail: a fault that is scripted and never played is a violation.</summary>
    [Theory]
    [InlineData("Unit", 2)]
    [InlineData("UnitV3", 3)]
    [InlineData("UnitMSTest", 1)]
    [InlineData("UnitNUnit", 1)]
    [InlineData("UnitTUnit", 1)]
    [InlineData("UnitWireMock", 2)]
    public void A_test_project_of_each_framework_runs_against_the_mock_and_shows_its_violation(string project, int passed)
    {
        // All but xunit 2 build programs that run their own tests.
        var assembly = Path.Combine("bin", "Debug", "net10.0", project + ".dll");
        var run = packaged.BuiltConsumers.DotNet(project, project == "Unit" ? ["test", assembly] : [assembly]);

        run.ExitCode.ShouldNotBe(0, run.Output);
        run.Output.ShouldContain("UnusedFault: The fault 'status 500' for cancelVideoGeneration");
        run.Output.ShouldContain("#1");
        run.Output.ShouldContain("A_violation_fails_the_test_and_is_named");
        Count("total").ShouldBe(passed + 1, run.Output);
        Count("failed").ShouldBe(1, run.Output);

        int Count(string what) => int.Parse(
            Regex.Matches(run.Output, what + @":\s+(\d+)", RegexOptions.IgnoreCase)[^1].Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void The_tool_is_installed_by_the_name_of_its_package_and_run_by_its_own()
    {
        var folder = packaged.Consumers.PathOf("tool");
        Directory.CreateDirectory(folder);
        packaged.Consumers.DotNet("tool", "tool", "install", "SeedanceGen.Cli", "--tool-path", "bin").ShouldSucceed();

        var made = packaged.Consumers.Run(
            "tool", Path.Combine(folder, "bin", "seedance"), ["generate", "A river", "--mock", "-o", "river.mp4"]).ShouldSucceed();

        made.Output.ShouldContain("credits");
        File.ReadAllBytes(Path.Combine(folder, "river.mp4")).AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
    }

    internal static (string, string?)[] Service(SeedanceMockServer server) =>
        [(SeedanceClientOptions.ApiKeyVariable, server.ApiKey), (SeedanceClientOptions.BaseAddressVariable, server.BaseAddress.ToString())];
}
