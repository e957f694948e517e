using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

internal sealed class UnknownErrorCodeChange : VariantChange
{
    private const string UnknownCode = "mock_future_error";

    /// <summary>The documented error stays; an error that a test gave to a job is the test's, and has a code that nobody knows already.</summary>
    public override void Apply(EditableResponse answer, OperationDescription operation)
    {
        if (answer.StatusCode >= 400
            && answer.Body?["error"] is JsonObject error
            && error["code"] is JsonValue code
            && code.GetValue<string>() != DocumentedExamples.Unauthorized.Error.Code)
        {
            error["code"] = UnknownCode;
        }
    }
}
