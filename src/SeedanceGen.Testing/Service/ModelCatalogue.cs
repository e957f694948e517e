using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Service;

/// <summary>The answer to the list of models. The shape of its elements is not documented.</summary>
internal static class ModelCatalogue
{
    public static MockResponse Reply(IReadOnlyList<JsonElement>? models)
    {
        var list = new ModelList { Success = true, Data = models ?? [.. SeedanceModel.KnownValues.Select(Describe)] };
        return MockResponse.Json(StatusCodes.Status200OK, list, SeedanceJsonContext.Default.ModelList);
    }

    // As little as names a model, so that no test comes to rely on a field that the service may not have.
    private static JsonElement Describe(SeedanceModel model)
    {
        using var element = JsonDocument.Parse(new JsonObject { ["id"] = model.Value }.ToJsonString());
        return element.RootElement.Clone();
    }
}
