using System.Text.Json.Nodes;
using SeedanceGen.Testing.Contract;

namespace SeedanceGen.Testing.Futures;

internal sealed class UnknownStatusChange : FutureChange
{
    private const string UnknownStatus = "mock_future_status";

    public override void Apply(MockAnswer answer, OperationContract operation)
    {
        foreach (var item in JsonObjects.In(answer.Body))
        {
            foreach (var name in item.Where(member => IsProcessing(member.Value)).Select(member => member.Key).ToArray())
                item[name] = UnknownStatus;
        }
    }

    private static bool IsProcessing(JsonNode? value) =>
        value is JsonValue text && text.TryGetValue<string>(out var status) && status == GenerationStatus.Processing.Value;
}
