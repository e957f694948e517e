using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

internal sealed class ExtraFieldsChange : VariantChange
{
    private const string Name = "mockFutureField";

    public override void Apply(EditableResponse answer, OperationDescription operation)
    {
        foreach (var item in JsonObjects.In(answer.Body).ToArray())
            item[Name] = new JsonObject { ["values"] = new JsonArray(1, "two", null, 3.5, true) };
    }
}
