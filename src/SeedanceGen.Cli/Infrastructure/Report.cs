using System.ComponentModel;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The JSON object of <c>--json</c>: what is known when a command ends, even when it fails. Unknown fields are left out.</summary>
internal abstract class Report
{
    /// <summary>Comes last in the object, after the fields of the command.</summary>
    [JsonPropertyOrder(1)]
    [Description("Only when the command did not succeed: `kind`, a word that goes with the exit code, and `message`")]
    public ReportedError? Error { get; set; }

    /// <summary>How the report is serialized.</summary>
    internal abstract JsonTypeInfo JsonType { get; }

    /// <summary>Whether the command writes its objects while it runs, so that only an error is left for its end.</summary>
    internal virtual bool IsStreamed => false;

    /// <summary>Copies what the service reports of a job; does nothing in reports that are not about a job.</summary>
    public virtual void Read(VideoGeneration generation)
    {
    }
}

/// <summary>Why a command did not succeed.</summary>
/// <param name="Kind">The kind of problem in one word; it goes with the exit code.</param>
/// <param name="Message">What went wrong and what to do next.</param>
internal sealed record ReportedError(string Kind, string Message);

/// <summary>The report of a command line that has errors or names no command: it has the error only.</summary>
internal sealed class FailureReport : Report
{
    internal override JsonTypeInfo JsonType => ToolJson.Readable.FailureReport;
}
