using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>Reads the operations of an API description, and the calls that the service makes.</summary>
internal sealed class OperationDescriptionReader(ApiDescription description)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <summary>Where the calls without an operation stand: in OpenAPI 3.1, and in the normal form of this repository.</summary>
    private static readonly string[] WebhookParts = ["webhooks", "x-webhooks"];

    public IReadOnlyList<OperationDescription> Operations() => [.. Entries(description.Document, "paths").SelectMany(PathItem)];

    public IReadOnlyList<OperationDescription> Webhooks() =>
        [.. WebhookParts.SelectMany(part => Entries(description.Document, part)).SelectMany(PathItem)];

    private IEnumerable<OperationDescription> PathItem(KeyValuePair<string, JsonElement> path)
    {
        foreach (var (method, operation) in Entries(path.Value))
        {
            if (Methods.Contains(method))
                yield return Operation(path.Key, method.ToUpperInvariant(), path.Value, operation);
        }
    }

    private OperationDescription Operation(string path, string method, JsonElement item, JsonElement operation)
    {
        var body = ApiDescription.Member(operation, "requestBody");
        return new OperationDescription
        {
            Id = ApiDescription.Text(operation, "operationId") ?? $"{method} {path}",
            Method = method,
            PathTemplate = path,
            Node = operation,
            ChargesCredits = ApiDescription.IsTrue(operation, "x-charges-credits"),
            RequiresKey = RequiresKey(operation),
            Parameters = Parameters(item, operation),
            RequestBody = body.ValueKind == JsonValueKind.Undefined ? null : Body(description.Follow(body)),
            Responses = [.. Entries(operation, "responses").Select(entry => Response(entry.Key, entry.Value))],
            Pages = Pages(ApiDescription.Member(operation, "x-pagination")),
            Callbacks = [.. Entries(operation, "callbacks").SelectMany(callback => Entries(callback.Value)).SelectMany(PathItem)],
        };
    }

    private static PageDescription? Pages(JsonElement mark) =>
        ApiDescription.Text(mark, "cursor") is { } cursor && ApiDescription.Text(mark, "items") is { } items
            ? new PageDescription(cursor, ApiDescription.Text(mark, "next") ?? cursor, items)
            : null;

    /// <summary>A parameter of an operation takes the place of one of its path that has the same name and place.</summary>
    private List<ParameterDescription> Parameters(JsonElement item, JsonElement operation)
    {
        var all = new List<ParameterDescription>();
        foreach (var node in Items(item, "parameters").Concat(Items(operation, "parameters")))
        {
            var parameter = new ParameterDescription(description, node);
            all.RemoveAll(other => other.Name == parameter.Name && other.Place == parameter.Place);
            all.Add(parameter);
        }

        return all;
    }

    private ResponseDescription Response(string statusCode, JsonElement response) => new(statusCode)
    {
        Description = (ApiDescription.Text(response, "description") ?? "").Trim(),
        Body = Body(response),
        Headers = [.. Entries(response, "headers").Select(header => new ParameterDescription(description, header.Value, header.Key))],
    };

    private BodyDescription? Body(JsonElement body) =>
        ApiDescription.Member(body, "content") is { ValueKind: JsonValueKind.Object } content && content.EnumerateObject().Any()
            ? new BodyDescription(description, ApiDescription.IsTrue(body, "required"), content)
            : null;

    /// <summary>An operation needs no key when its security is empty, or when one of the alternatives is.</summary>
    private bool RequiresKey(JsonElement operation)
    {
        var security = ApiDescription.Member(operation, "security");
        if (security.ValueKind == JsonValueKind.Undefined)
            security = ApiDescription.Member(description.Document, "security");
        return security.ValueKind == JsonValueKind.Array
            && security.GetArrayLength() > 0
            && security.EnumerateArray().All(alternative => alternative.EnumerateObject().Any());
    }

    private IEnumerable<KeyValuePair<string, JsonElement>> Entries(JsonElement owner, string part) =>
        Entries(ApiDescription.Member(owner, part));

    private IEnumerable<KeyValuePair<string, JsonElement>> Entries(JsonElement part) =>
        description.Follow(part) is { ValueKind: JsonValueKind.Object } followed
            ? followed.EnumerateObject().Select(entry => new KeyValuePair<string, JsonElement>(entry.Name, description.Follow(entry.Value)))
            : [];

    private IEnumerable<JsonElement> Items(JsonElement owner, string part) =>
        ApiDescription.Member(owner, part) is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(description.Follow)
            : [];
}
