using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>What is known when a command ends, whatever the end: the JSON object of <c>--json</c>. A field that is not known is left out.</summary>
internal abstract class Report
{
    /// <summary>Last in the object, whatever a command adds.</summary>
    [JsonPropertyName("error"), JsonPropertyOrder(1)]
    [Description("Only when the command did not end as asked: `kind`, a word that goes with the exit code, and `message`")]
    public ReportedError? Error { get; set; }

    /// <summary>Whether the command writes objects of its own as it goes, so that only a problem is left for the end.</summary>
    [JsonIgnore]
    public virtual bool IsStreamed => false;
}
