using System.Text.Json;
using SeedanceGen.Testing.Conformance.Mappings;

namespace SeedanceGen.Testing.Conformance;

/// <summary>
/// Exports the mock's contract for a WireMock server: the documented exchanges, each job from poll to poll as a scenario, its video, the
/// cancels and the documented error. The responses are those of the mock itself.
/// </summary>
public static class MockMappings
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private static readonly Uri DefaultAddress = new("http://localhost:8080/");

    /// <summary>Writes the mappings, one file for each, and replaces files of the same names.</summary>
    /// <param name="dialect">Which WireMock reads them.</param>
    /// <param name="folder">The folder, such as <c>mappings</c> or <c>__admin/mappings</c>. It is created when it does not exist.</param>
    /// <param name="options">The mock that is exported: its key, prices, models and lifecycle. Null for the defaults.</param>
    /// <param name="baseAddress">
    /// Where the WireMock server is reached, for the links to the videos, which it serves too; <c>http://localhost:8080/</c> by default.
    /// </param>
    /// <param name="cancellationToken">Cancels the export between two files.</param>
    /// <returns>The files, and their limitations.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dialect.</exception>
    /// <exception cref="ArgumentException">
    /// The lifecycle does not end by polls, so a scenario cannot express it; or the folder is empty; or the options hold something
    /// impossible.
    /// </exception>
    public static async Task<MappingExport> ExportAsync(
        WireMockDialect dialect,
        string folder,
        SeedanceMockOptions? options = null,
        Uri? baseAddress = null,
        CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(dialect))
        {
            var accepted = string.Join(", ", Enum.GetNames<WireMockDialect>());
            throw new ArgumentOutOfRangeException(nameof(dialect), dialect, $"There is no such dialect. Accepted: {accepted}.");
        }

        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        var exchanges = await ExchangeRecorder.OfAsync(options, baseAddress ?? DefaultAddress).ConfigureAwait(false);

        Directory.CreateDirectory(folder);
        var files = new List<string>();
        foreach (var exchange in exchanges)
        {
            var mapping = dialect == WireMockDialect.WireMockOrg ? WireMockOrgWriter.Write(exchange) : WireMockNetWriter.Write(exchange);
            if (mapping is null)
                continue;

            var file = Path.GetFullPath(Path.Combine(folder, exchange.FileName));
            await File.WriteAllTextAsync(file, mapping.ToJsonString(Readable) + "\n", cancellationToken).ConfigureAwait(false);
            files.Add(file);
        }

        return new MappingExport(files, MappingLimitations.Of(dialect));
    }
}

/// <summary>What the mock does and mappings cannot express.</summary>
internal static class MappingLimitations
{
    private static readonly MappingLimitation[] OfBoth =
    [
        new("one winner of calls at the same time", "several callers may see the same state of a scenario"),
        new("virtual time, and lifecycles by time or by hand", "a job moves by polls only"),
        new("the rules of a submission, and every price", "only the documented requests have a mapping"),
        new("credits: balance and ledger", "the price is a number in the response"),
        new("keys that are revoked or replaced in mid-run", "the key of the options is accepted from beginning to end, and no other"),
        new("webhooks", "none is sent"),
        new(
            "ranges of the video, and no video before the job has succeeded or for a request with a key",
            "the whole file, to every request for it"),
        new("faults, scripted or by chance", "none happens"),
        new("the validation of requests and responses, strict mode, key leaks", "nothing is found"),
        new("responses for routes that the API does not have (404, and 405 with Allow)", "WireMock's own 404, which is no error envelope"),
        new("any case of the word Bearer", "it is compared exactly"),
    ];

    private static readonly MappingLimitation[] OfWireMockOrg =
    [
        new(
            "a state for each job",
            "one scenario for each documented request, shared by all callers; "
            + "a second submission has the same id and starts the scenario again"),
    ];

    private static readonly MappingLimitation[] OfWireMockNet =
    [
        new(
            "a state for each job",
            "one scenario for each documented request, shared by all callers; "
            + "a second submission has no mapping, since the scenario has left its start"),
        new("an unknown request id, named in the response", "WireMock.Net's own 404, which is no error envelope"),
    ];

    public static IReadOnlyList<MappingLimitation> Of(WireMockDialect dialect) =>
        [.. dialect == WireMockDialect.WireMockOrg ? OfWireMockOrg : OfWireMockNet, .. OfBoth];
}
