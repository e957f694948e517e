using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>
/// Reads every operation with the places of its schemas. It follows references and reports nothing: a part that it cannot follow is left
/// out, and <c>SeedanceGenerator</c> reports the file's faults.
/// </summary>
internal sealed class OperationTableReader(SpecMap root, CancellationToken cancellationToken)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly ReferenceResolver _references = new(root, new ProblemList(string.Empty));

    public EquatableArray<OperationModel> Read() =>
        Entries(new Place(root, "#")["paths"]).SelectMany(path => PathItem(path.Key, path.Value)).ToArray();

    private IEnumerable<OperationModel> PathItem(string path, Place item) =>
        from entry in Entries(item)
        where Methods.Contains(entry.Key)
        select Operation(path, entry.Key, item, entry.Value);

    private OperationModel Operation(string path, string method, Place item, Place operation)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var callbacks =
            from callback in Entries(operation["callbacks"])
            from address in Entries(callback.Value)
            from call in PathItem(address.Key, address.Value)
            select call;
        return new OperationModel(
            operation["operationId"].Text ?? $"{method.ToUpperInvariant()} {path}",
            method.ToUpperInvariant(),
            path,
            (operation["description"].Text ?? operation["summary"].Text ?? string.Empty).Trim(),
            IsTrue(operation["x-charges-credits"]),
            RequiresKey(operation["security"].Node ?? root["security"]),
            Items(item["parameters"]).Concat(Items(operation["parameters"])).Select(Parameter).ToArray(),
            Body(Follow(operation["requestBody"])),
            Entries(operation["responses"]).Select(Response).ToArray(),
            callbacks.ToArray());
    }

    private static ParameterModel Parameter(Place parameter) => new(
        parameter["name"].Text ?? string.Empty,
        parameter["in"].Text ?? string.Empty,
        IsTrue(parameter["required"]),
        SchemaOf(parameter));

    private ResponseModel Response(KeyValuePair<string, Place> response) =>
        new(response.Key, (response.Value["description"].Text ?? string.Empty).Trim(), Body(response.Value));

    private BodyModel? Body(Place body) => body["content"].Node is null
        ? null
        : new BodyModel(
            IsTrue(body["required"]),
            Entries(body["content"]).Select(type => new MediaTypeModel(type.Key.ToLowerInvariant(), SchemaOf(type.Value))).ToArray());

    /// <summary>The pointer to a schema: that of the component when the schema is a reference to it.</summary>
    private static string? SchemaOf(Place owner)
    {
        var schema = owner["schema"];
        return schema.Node is null ? null : schema["$ref"].Text ?? schema.Pointer;
    }

    /// <summary>An operation needs no key when its security is empty, or when one of the alternatives is.</summary>
    private static bool RequiresKey(SpecNode? security) =>
        security is SpecList { Items.Count: > 0 } list && !list.Items.Any(item => item is SpecMap { Entries.Count: 0 });

    private static bool IsTrue(Place place) => place.Node is SpecScalar scalar && scalar.TryGetTruthValue(out var value) && value;

    private IEnumerable<KeyValuePair<string, Place>> Entries(Place place)
    {
        var followed = Follow(place);
        return followed.Node is SpecMap map
            ? map.Entries.Select(entry => new KeyValuePair<string, Place>(entry.Key.Text, Follow(followed[entry.Key.Text])))
            : [];
    }

    private IEnumerable<Place> Items(Place place) => place.Node is SpecList list
        ? list.Items.Select((item, index) => Follow(new Place(item, $"{place.Pointer}/{index}")))
        : [];

    private Place Follow(Place place)
    {
        var seen = new HashSet<SpecNode>();
        while (place["$ref"].Node is SpecScalar reference && seen.Add(reference))
            place = new Place(_references.Resolve(reference), reference.Text);
        return place;
    }

    /// <summary>A node with the JSON pointer that leads to it.</summary>
    private readonly record struct Place(SpecNode? Node, string Pointer)
    {
        public string? Text => (Node as SpecScalar)?.Text;

        public Place this[string key] => new((Node as SpecMap)?[key], $"{Pointer}/{key.Replace("~", "~0").Replace("/", "~1")}");
    }
}
