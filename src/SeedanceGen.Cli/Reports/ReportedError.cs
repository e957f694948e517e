using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>Why a command did not end as asked.</summary>
/// <param name="Kind">The kind of problem in a word; it goes with the exit code.</param>
/// <param name="Message">What went wrong and what to do next.</param>
internal sealed record ReportedError(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("message")] string Message);
