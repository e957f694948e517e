using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Futures;

internal sealed class ExtraFieldsChange : FutureChange
{
    private const string Name = "mockFutureField";

    public override void Apply(MockAnswer answer, OperationDescription operation)
    {
        foreach (var item in JsonObjects.In(answer.Body).ToArray())
            item[Name] = new JsonObject { ["values"] = new JsonArray(1, "two", null, 3.5, true) };
    }
}
