using System.Diagnostics;
using SeedanceGen.Package.Tests.Support;
using SeedanceGen.Testing;

namespace SeedanceGen.Package.Tests.Running;

/// <summary>As machine code and as a trimmed application, the host submits, waits, downloads and gets its webhook.</summary>
[Collection(SharedPackages.Name)]
[Trait("Category", "Slow")]
public sealed class TrimmedConsumerTests(PackagedClone packaged)
{
    private const int Starts = 5;

    [NativeFact]
    public Task A_host_published_as_machine_code_for_net9_runs() => PublishedAsync("Native");

    [Fact]
    public Task A_host_published_trimmed_for_net10_runs() => PublishedAsync("Trimmed");

    private async Task PublishedAsync(string name)
    {
        packaged.Consumers.Copy(name);
        var published = packaged.Consumers.DotNet(name, "publish", "-c", "Release", "-o", "out", "-nologo", "-tl:off").ShouldSucceed();
        published.Output.ShouldNotContain("warning");
        var folder = packaged.Consumers.PathOf(name, "out");
        var program = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });

        var run = packaged.Consumers.Run(name, program, [], ConsumerTests.Service(server)).ShouldSucceed();

        run.Output.ShouldContain(", succeeded, True, webhook: order-17 succeeded video");
        server.Journal.KeyLeaks.ShouldBeEmpty();
        var size = Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is not (".dbg" or ".pdb"))
            .Sum(file => new FileInfo(file).Length);
        var ownSize = new FileInfo(program).Length;
        var start = FastestStart(name, program).TotalMilliseconds;
        const string Remark = "a request built and a client made, process included";
        Measured.Note($"{name}: {size / 1e6:0.0} MB to ship ({ownSize / 1e6:0.0} MB the program), starts in {start:0} ms ({Remark})");
    }

    private TimeSpan FastestStart(string name, string program) => Enumerable.Range(0, Starts).Min(_ =>
    {
        var begin = Stopwatch.GetTimestamp();
        packaged.Consumers.Run(name, program, ["start"]).ShouldSucceed().Output.ShouldContain("seedance-1.5-pro");
        return Stopwatch.GetElapsedTime(begin);
    });
}
