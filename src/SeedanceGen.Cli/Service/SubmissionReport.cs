using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Cli.Service;

/// <summary>What is known of a job that the command submits.</summary>
internal sealed class SubmissionReport : JobReport
{
    [Description("What would be sent; only with `--dry-run`")]
    public JsonElement? Request { get; set; }

    [Description("The price in credits, where the API documents it; only with `--dry-run`")]
    public int? DocumentedPrice { get; set; }

    internal override JsonTypeInfo JsonType => ServiceJson.Readable.SubmissionReport;

    /// <summary>Reports and prints what would be sent.</summary>
    public void ShowUnsent(CommandContext context, JobInput input)
    {
        Request = JsonSerializer.SerializeToElement(input.Request, SeedanceJsonContext.Default.VideoGenerationRequest);
        DocumentedPrice = DocumentedPrices.Of(context.Description, input.Request);
        context.Output.Text(JsonSerializer.Serialize(Request.Value, ServiceJson.Indented.JsonElement));
        context.Output.Say($"Nothing was sent (--dry-run). The price {DocumentedPrices.Describe(DocumentedPrice)}.");
    }
}
