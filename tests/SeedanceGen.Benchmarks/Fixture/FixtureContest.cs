using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Serving;
using SeedanceGen.Testing.Conformance;

namespace SeedanceGen.Benchmarks.Fixture;

/// <summary>
/// How many requests the mock server responds to, with journal and validation, against two mocks that are not ours: on the wall, and in a
/// second of each server's own processor time. WireMock plays twice: with the mappings that the mock exports, which is the same job as far
/// as it can do it, and with two fixed responses, which is the least that it can be given to do.
/// </summary>
internal static class FixtureContest
{
    private const int Rounds = 5;
    private const double AgainstPrism = 12;
    private const double AgainstWireMock = 3.5;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("seedance-wiremock");
        try
        {
            DirectoryInfo exported = folder.CreateSubdirectory("exported"), responses = folder.CreateSubdirectory("fixed");
            await MockMappings.ExportAsync(WireMockDialect.WireMockOrg, Path.Combine(exported.FullName, "mappings")).ConfigureAwait(false);
            WireMockStubs.Write(responses);
            using ServedProcess mock = ServedProcess.Start("mock"), bare = ServedProcess.Start("bare-jobs");
            using ForeignServer prism = ForeignServer.StartPrism(), export = ForeignServer.StartWireMock(exported.FullName),
                fixedResponses = ForeignServer.StartWireMock(responses.FullName);
            return Evaluate(
                new("mock", mock.Port, () => mock.ProcessorTime, 48_000),
                new("bare-kestrel", bare.Port, () => bare.ProcessorTime, 64_000),
                new("prism", prism.Port, () => prism.ProcessorTime, 1_600),
                // All callers of a mapping share its scenario: between two of its states, one finds that there is no such job.
                new("wiremock-export", export.Port, () => export.ProcessorTime, 12_000) { MayRefuse = true },
                new("wiremock-fixed", fixedResponses.Port, () => fixedResponses.ProcessorTime, 16_000));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Evaluate(Contender mock, Contender bare, Contender prism, Contender export, Contender fixedResponses)
    {
        Contender[] all = [mock, bare, prism, export, fixedResponses];
        Array.ForEach(all, contender => contender.Prepare());
        for (var round = 0; round < Rounds; round++)
            Array.ForEach(all, contender => contender.Run());

        Array.ForEach(all, Console.WriteLine);
        Figure[] figures =
        [
            new("mock-requests-per-second/prism", mock.PerSecond / prism.PerSecond, AgainstPrism, IsFloor: true),
            new("mock-requests-per-second/wiremock-export", mock.PerSecond / export.PerSecond, AgainstWireMock, IsFloor: true),
            new("mock-requests-per-processor-second/prism", mock.PerProcessorSecond / prism.PerProcessorSecond, AgainstPrism,
                IsFloor: true),
            new("mock-requests-per-processor-second/wiremock-export", mock.PerProcessorSecond / export.PerProcessorSecond, AgainstWireMock,
                IsFloor: true),
            new("mock-requests-per-processor-second/wiremock-fixed", mock.PerProcessorSecond / fixedResponses.PerProcessorSecond,
                AgainstWireMock, IsFloor: true),
        ];
        Array.ForEach(figures, figure => Console.WriteLine(figure));

        // The limit was set for a WireMock that does the mock's job: against one that only repeats two texts, the ratio is told and not
        // evaluated.
        var told = mock.PerSecond / fixedResponses.PerSecond;
        var verdict = told < AgainstWireMock ? "not reached" : "reached";
        Console.WriteLine(FormattableString.Invariant(
            $"told mock-requests-per-second/wiremock-fixed {told:0.###} {AgainstWireMock} {verdict}"));
        return Array.Exists(figures, figure => figure.IsOver) ? 1 : 0;
    }
}
