using System.Text.Json;
using SeedanceGen.Testing.Conformance.Mappings;

namespace SeedanceGen.Testing.Conformance;

/// <summary>
/// Exports the mock's contract for a WireMock server, for teams that have one: the documented exchanges, each job's course from poll to poll
/// as a scenario, the cancels and the documented error. The answers are the mock's own, taken from it by asking it.
/// </summary>
public static class MockMappings
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
    private static readonly Uri DefaultAddress = new("http://localhost:8080/");

    /// <summary>Writes the mappings, one file for each, and replaces files of the same names.</summary>
    /// <param name="dialect">Which WireMock reads them.</param>
    /// <param name="folder">Where they go, such as <c>mappings</c> or <c>__admin/mappings</c>; made when it is not there.</param>
    /// <param name="options">The mock that is exported: its key, prices, models and lifecycle. Null for the defaults.</param>
    /// <param name="baseAddress">Where the links of finished videos point to; <c>http://localhost:8080/</c> by default.</param>
    /// <param name="cancellationToken">Ends the export between two files.</param>
    /// <returns>The files, and what they cannot say.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dialect.</exception>
    /// <exception cref="ArgumentException">The lifecycle is not one that polls bring to its end, so no scenario can play it.</exception>
    public static async Task<MappingExport> ExportAsync(
        WireMockDialect dialect,
        string folder,
        SeedanceMockOptions? options = null,
        Uri? baseAddress = null,
        CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(dialect))
            throw new ArgumentOutOfRangeException(nameof(dialect), dialect, $"There is no such dialect. Accepted: {string.Join(", ", Enum.GetNames<WireMockDialect>())}.");
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new SeedanceMockOptions();
        options.EnsureUsable();
        var exchanges = await ExchangeBook.OfAsync(options, baseAddress ?? DefaultAddress).ConfigureAwait(false);

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

        return new MappingExport(files, MappingLimits.Of(dialect));
    }
}
