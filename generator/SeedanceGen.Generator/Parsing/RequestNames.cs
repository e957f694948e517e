using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Names what is emitted, and reports names that are taken.</summary>
internal sealed class RequestNames(ProblemList problems, SpecMap schema)
{
    /// <summary>Says nothing that "request" does not: <c>VideoGenerationRequest</c> is built by <c>VideoRequest</c>.</summary>
    private const string EmptyWord = "Generation";

    public RequestModel Name(string typeName, PropertyTable properties, VariantSet variants)
    {
        var factory = string.Concat(CSharpNames.Words(typeName).Where(word => word != EmptyWord));
        if (factory == typeName || factory.Length == 0)
            factory = typeName + "s";

        var deciding = properties.Items[variants.Deciding];
        var entry = deciding.Type.Kind == ValueKind.Choice ? Last(deciding.Type.CSharp) : deciding.Name;
        var request = new RequestModel(
            typeName, factory, entry + "s", entry + "Rules", schema["description"] is SpecScalar text ? text.Text : string.Empty,
            variants.Deciding, properties.Items.ToArray(), variants.Variants);
        ReportTaken(request);
        return request;
    }

    private void ReportTaken(RequestModel request)
    {
        var taken = new HashSet<string>(request.Properties.SelectMany(property => new[] { Last(property.Type.CSharp) }), StringComparer.Ordinal)
        {
            request.TypeName,
        };
        string[] emitted = [request.FactoryName, request.BuilderName, request.TableName, request.TableEntryName];
        foreach (var name in emitted.Concat(request.Variants.Select(variant => variant.BuilderName)))
        {
            if (!taken.Add(name))
                problems.Add(ProblemRules.UnusableName, schema.Span, name, "another type is called so");
        }
    }

    private static string Last(string type) => type.Substring(type.LastIndexOf('.') + 1);
}
