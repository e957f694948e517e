using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Readme;

/// <summary>The lines of the telemetry page, in a web application that submits a job and writes down the spans.</summary>
[Trait("Category", "Slow")]
[Collection(ProcessEnvironment.Name)]
public sealed class TelemetrySnippetTests
{
    private const string Before = """
        using Microsoft.AspNetCore.Builder;

        var builder = WebApplication.CreateSlimBuilder();
        var stopped = new List<string>();
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(new Listener(stopped)));

        """;

    private const string After = """

        await using (var app = builder.Build())
        {
            var spans = app.Services.GetRequiredService<TracerProvider>();
            var metrics = app.Services.GetRequiredService<MeterProvider>();
            await app.Services.GetRequiredService<ISeedanceClient>().SubmitAsync(VideoRequest.Seedance20("A river").Build());
            spans.ForceFlush();
            metrics.ForceFlush();
        }

        File.WriteAllLines("spans.txt", stopped);

        internal sealed class Listener(List<string> stopped) : OpenTelemetry.BaseProcessor<System.Diagnostics.Activity>
        {
            public override void OnEnd(System.Diagnostics.Activity data) => stopped.Add($"{data.Source.Name} {data.OperationName}");
        }
        """;

    [Fact]
    public async Task The_registration_listens_to_the_client()
    {
        var snippet = FencedBlock.Of("src/docs/telemetry.md", "csharp").ShouldHaveSingleItem();
        await using var server = await SeedanceMockServer.StartAsync(new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately });
        using var scratch = new Scratch();

        await SnippetProgram.RunAsync(snippet.Usings.TrimEnd() + "\n" + Before + snippet.Body + After, server, scratch);

        server.Jobs.Count.ShouldBe(1);
        (await File.ReadAllLinesAsync(scratch.File("spans.txt"))).ShouldBe(["SeedanceGen seedance.submit"]);
    }
}
