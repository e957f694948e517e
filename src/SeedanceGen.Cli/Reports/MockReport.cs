using System.ComponentModel;
using System.Text.Json.Serialization;

namespace SeedanceGen.Cli.Reports;

/// <summary>Where the mock is; printed when it is ready.</summary>
internal sealed class MockReport : Report
{
    [JsonIgnore]
    public override bool IsStreamed => true;

    [JsonPropertyName("baseUrl")]
    [Description("The address of the mock, for `SEEDANCE_BASE_URL`")]
    public string? BaseUrl { get; set; }

    [JsonPropertyName("apiKey")]
    [Description("The only key that the mock accepts, for `SEEDANCE_API_KEY`")]
    public string? ApiKey { get; set; }

    [JsonPropertyName("control")]
    [Description("The address of the control API: jobs, faults, journal, credits")]
    public string? Control { get; set; }
}
