using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

internal sealed class UnknownStatusChange : VariantChange
{
    private const string UnknownStatus = "mock_future_status";

    /// <summary>The status of a job, by its name in JSON.</summary>
    private static readonly string Name =
        FieldName.Of<VideoGeneration, GenerationStatus>();

    public override void Apply(EditableResponse answer, OperationDescription operation)
    {
        if (answer.Body is JsonObject job
            && job[Name] is JsonValue status
            && status.GetValue<string>() == GenerationStatus.Processing.Value)
        {
            job[Name] = UnknownStatus;
        }
    }
}
