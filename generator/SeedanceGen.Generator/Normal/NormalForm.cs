using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// The description in one form, which NSwag, the generators and the mock read alike: in the words of OpenAPI 3.0, every object and
/// enumeration a component, every value and operation with its name in C#.
/// </summary>
internal static class NormalForm
{
    /// <summary>The normal form of a description; each part has the place of its source. An impossible name is reported.</summary>
    public static SpecMap Of(SpecMap root, ProblemList problems, CancellationToken cancellationToken)
    {
        var isNewer = root.TextOf("openapi")?.StartsWith("3.0", StringComparison.Ordinal) != true;
        var older = new OpenApi30Schemas(isNewer);
        root = JobTypeNames.Complete(root);
        root = new OperationNames(root, problems).Complete();
        root = new DocumentRewriter((schema, _) => older.Schema(schema)).Root(root);
        root = Schemas(root, schemas => schemas.Values(entry => older.Schema(entry.Value)));

        var normalizer = new SchemaNormalizer(root, problems, cancellationToken);
        normalizer.ReadComponents();
        root = new DocumentRewriter(normalizer.Value).Root(root);
        var types = normalizer.Types(root.Span);
        root = types.Entries.Count > 0 && root["components"] is null
            ? root.With("components", SpecEdits.Map(root.Span, SpecEdits.Entry("schemas", types)))
            : Schemas(root, _ => types);
        root = ServerNames.Complete(root);
        if (!isNewer || root["openapi"] is not { } version)
            return root;
        root = root.With("openapi", SpecEdits.Text("3.0.3", version.Span)).Without("jsonSchemaDialect");
        return root["webhooks"] is { } hooks ? root.Without("webhooks").With(DocumentRewriter.Webhooks, hooks) : root;
    }

    private static SpecMap Schemas(SpecMap root, Func<SpecNode, SpecNode> change) => root.Change("components", components =>
        components is not SpecMap map ? components
        : map["schemas"] is { } schemas ? map.With("schemas", change(schemas))
        : change(SpecEdits.Map(map.Span)) is SpecMap { Entries.Count: > 0 } made ? map.With("schemas", made)
        : map);
}
