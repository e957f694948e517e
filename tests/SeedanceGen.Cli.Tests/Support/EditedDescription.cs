using System.Text.Json.Nodes;
using SeedanceGen.Cli.Schema;

namespace SeedanceGen.Cli.Tests.Support;

/// <summary>Copies of the API description with an edit, as JSON. What an edit says about the service is invented.</summary>
internal static class EditedDescription
{
    public static ServiceDescription With(Action<JsonObject> edit)
    {
        var document = JsonNode.Parse(ServiceDescription.Current.Document.GetRawText())!.AsObject();
        edit(document);
        return ServiceDescription.Of(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    /// <summary>The description with further fields of the request.</summary>
    /// <param name="fields">The fields, as the members of a JSON object.</param>
    /// <param name="components">Schemas that the fields refer to, in the same form.</param>
    public static ServiceDescription WithFields(string fields, string components = "") => With(document =>
    {
        Add(Request(document)["properties"]!.AsObject(), fields);
        Add(document["components"]!["schemas"]!.AsObject(), components);
    });

    /// <summary>The description with further paths.</summary>
    public static ServiceDescription WithPaths(string paths) => With(document => Add(document["paths"]!.AsObject(), paths));

    public static JsonObject Request(JsonObject document) =>
        document["components"]!["schemas"]![nameof(VideoGenerationRequest)]!.AsObject();

    private static void Add(JsonObject target, string members)
    {
        foreach (var (name, value) in JsonNode.Parse($"{{{members}}}")!.AsObject())
            target[name] = value?.DeepClone();
    }
}
