using SeedanceGen.Generator.Diagnostics;
using SeedanceGen.Generator.Model;
using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Names what is emitted, and reports names that are taken.</summary>
internal sealed class RequestNames(ProblemList problems, SpecMap schema, IReadOnlyList<SpecScalar> components)
{
    /// <summary>
    /// The word that the name of the factory leaves out, because it adds nothing: <c>VideoRequest</c> builds a
    /// <c>VideoGenerationRequest</c>.
    /// </summary>
    private const string EmptyWord = "Generation";

    public RequestModel Name(string typeName, PropertyTable properties, VariantSet variants, IReadOnlyList<NestedModel> nested)
    {
        var deciding = properties.Items[variants.Deciding];
        var request = new RequestModel(
            typeName, Factory(typeName), Table(deciding), Entry(deciding) + "Rules",
            schema["description"] is SpecScalar text ? text.Text : string.Empty,
            variants.Deciding, properties.Items.ToArray(), variants.Variants);
        ReportTaken(request);
        return nested.Count == 0 ? request : request with { Nested = NameBuilders(request, nested).ToArray() };
    }

    /// <summary>The class with the factory methods.</summary>
    public static string Factory(string typeName)
    {
        var factory = string.Concat(CSharpNames.SplitIntoWords(typeName).Where(word => word != EmptyWord));
        return factory == typeName || factory.Length == 0 ? typeName + "s" : factory;
    }

    /// <summary>The class with the rules of every variant.</summary>
    public static string Table(PropertyModel deciding) => Entry(deciding) + "s";

    private static string Entry(PropertyModel deciding) =>
        deciding.Type.Kind == ValueKind.Choice ? Last(deciding.Type.CSharp) : deciding.Name;

    private void ReportTaken(RequestModel request)
    {
        var taken = new HashSet<string>(
            request.Properties.SelectMany(property => new[] { Last(property.Type.CSharp) }), StringComparer.Ordinal)
        {
            request.TypeName,
        };
        var byName = components.GroupBy(component => CSharpNames.Pascal(component.Text))
            .ToDictionary(group => group.Key, group => group.First());
        foreach (var name in Emitted(request))
        {
            var place = byName.TryGetValue(name, out var component) ? component.Span : schema.Span;
            if (!taken.Add(name) || component is not null)
                problems.Add(ProblemRules.UnusableName, place, name, "another type is called so");
        }

        foreach (var property in request.Properties.Where(property => property.Name == request.TableEntryName))
            problems.Add(ProblemRules.UnusableName, schema.Span, property.Field, $"the rules of a variant are called '{property.Name}'");
    }

    /// <summary>
    /// <c>CameraBuilder</c> builds a <c>Camera</c>; when something is called so already, <c>CameraObjectBuilder</c> does. The description
    /// is not at fault then: both are names of types that it never mentions.
    /// </summary>
    private IEnumerable<NestedModel> NameBuilders(RequestModel request, IReadOnlyList<NestedModel> nested)
    {
        var taken = new HashSet<string>(
            components.Select(component => CSharpNames.Pascal(component.Text)).Concat(Emitted(request)), StringComparer.Ordinal);
        foreach (var type in nested)
        {
            string[] methods = [.. type.Properties.Select(BuilderNames.With), .. type.Properties.Select(BuilderNames.Add)];
            var name = type.TypeName + "Builder";
            for (var next = "Object"; methods.Contains(name) || !taken.Add(name); next += "Object")
                name = type.TypeName + next + "Builder";
            yield return type with { BuilderName = name };
        }
    }

    private static IEnumerable<string> Emitted(RequestModel request)
    {
        var sets = ClosedSet.Finder(request);
        string[] names =
            [request.FactoryName, request.BuilderName, request.TableName, request.TableEntryName, request.FieldsName, request.SchemasName];
        return names
            .Concat(request.Variants.Select(variant => variant.BuilderName))
            .Concat(request.Variants.SelectMany(variant => sets(variant).Select(set => set.TypeName(variant))));
    }

    private static string Last(string type) => type.Substring(type.LastIndexOf('.') + 1);
}
