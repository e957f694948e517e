using SeedanceGen.Testing;
using SeedanceGen.Testing.Host;

namespace SeedanceGen.Contract.Tests.Tools;

/// <summary>
/// A standalone mock with the jobs of the documented examples, and the third-party tools that test it from the description.
/// </summary>
internal sealed class StandaloneMock : IAsyncDisposable
{
    private readonly SeedanceMockHost _host;

    private StandaloneMock(SeedanceMockHost host) => _host = host;

    /// <summary>The mock, to break a response of it.</summary>
    public SeedanceMock Mock => _host.Server;

    public static async Task<StandaloneMock> StartAsync() => new(await SeedanceMockHost.StartAsync(new()
    {
        Mock = new() { Strict = false, Retention = MockRetention.Standalone, Jobs = ExistingJob.Examples },
    }));

    /// <summary>Specmatic sends requests that it makes from the description, and compares each response with it.</summary>
    /// <param name="isGenerative">Whether it also sends requests that break the description, which have to be refused.</param>
    public Task<CommandResult> SpecmaticAsync(bool isGenerative) => Task.Run(() => CommandResult.Run(
        // It writes its reports to the folder in which it runs.
        AppContext.BaseDirectory,
        "java",
        [
            "-jar", Path.Combine(SpecTools.Modules, "specmatic", "specmatic.jar"), "test", Repository.Yaml,
            "--overlay-file=" + Path.Combine(Repository.Spec, "specmatic.overlay.yaml"),
            "--testBaseURL=" + _host.BaseAddress.AbsoluteUri.TrimEnd('/'),
        ],
        ("SPECMATIC_DISABLE_TELEMETRY", "true"),
        ("SPECMATIC_GENERATIVE_TESTS", isGenerative ? "true" : "false"),
        ("MAX_TEST_REQUEST_COMBINATIONS", "3"),
        ("apiKey", Mock.ApiKey)));

    /// <summary>Redocly Respect plays the workflows of <c>spec/job.arazzo.yaml</c>.</summary>
    public Task<CommandResult> RespectAsync() => Task.Run(() => CommandResult.Run(
        Repository.Spec,
        "node",
        [
            Path.Combine(SpecTools.Modules, "@redocly", "cli", "bin", "cli.js"), "respect", "job.arazzo.yaml",
            "--server", "seedance=" + _host.BaseAddress.AbsoluteUri.TrimEnd('/'),
            "--input", $$"""{"apiKey":"{{Mock.ApiKey}}"}""",
        ],
        ("REDOCLY_TELEMETRY", "off"),
        ("NO_COLOR", "1")));

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
