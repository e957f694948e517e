using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>How a builder holds a property, depending on what it holds.</summary>
internal static class PropertyShape
{
    private const string MapEntries = "global::SeedanceGen.Rules.BuilderEntries";
    private const string JsonElements = "global::SeedanceGen.Json.JsonElements";
    private const string NotNull = "global::System.ArgumentNullException.ThrowIfNull({0});\n";
    private const string NullException = "global::System.ArgumentNullException";
    private const string FormatException = "global::System.UriFormatException";

    /// <summary>The local of the factory. The name of a property begins with a letter, so no parameter has this name.</summary>
    public const string Builder = "__builder";

    private const string Entries = "__entry";

    /// <summary>What a free-form value can be made of.</summary>
    private static readonly string[] JsonTypes = ["string", "bool", "long", "double", "global::System.Text.Json.JsonElement"];

    public static string Parameter(PropertyModel property) => CSharpNames.Parameter(property.Name);

    public static string Field(PropertyModel property) => "_" + Parameter(property).TrimStart('@');

    public static string FieldType(PropertyModel property) => property.Type.Kind switch
    {
        ValueKind.Json or ValueKind.JsonObject => property.Type.CSharp,
        ValueKind.List => property.Type.CSharp + "[]?",
        ValueKind.Map => $"{MapEntries}<{property.Type.CSharp}>",
        _ => property.Type.CSharp + "?",
    };

    /// <summary>The value for the request; it shares nothing that the builder could change later.</summary>
    public static string BuiltValue(PropertyModel property)
    {
        var field = Field(property);
        var forced = property.IsRequired ? "!" : string.Empty;
        return property.Type.Kind switch
        {
            ValueKind.Json or ValueKind.JsonObject => field,
            ValueKind.Map => $"{field}.Give(){forced}",
            ValueKind.List => $"({property.Type.CSharp}[]{(property.IsRequired ? string.Empty : "?")}){field}?.Clone(){forced}",
            var kind when kind.IsStruct() && property.IsRequired => field + ".GetValueOrDefault()",
            _ => field + forced,
        };
    }

    /// <summary>The parameter of the factory; only the last one can take values one by one.</summary>
    public static string FactoryType(PropertyModel property, bool isLast) => property.Type.Kind switch
    {
        ValueKind.List => (isLast ? "params " : string.Empty) + property.Type.CSharp + "[]",
        ValueKind.Map => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {property.Type.CSharp}>",
        _ => property.Type.CSharp,
    };

    public static string FactoryCall(PropertyModel property, string builder = Builder) => property.Type.Kind == ValueKind.Map
        ? $"foreach (var {Entries} in {Parameter(property)})\n    {builder}.With{property.Name}({Entries}.Key, {Entries}.Value);"
        : $"{builder}.With{property.Name}({Parameter(property)});";

    public static IEnumerable<Setter> Setters(PropertyModel property)
    {
        var type = property.Type.CSharp;
        switch (property.Type.Kind)
        {
            case ValueKind.Text or ValueKind.OpaqueClass:
                return [new(type, NotNull + "{1} = {0};", false, NullException)];
            case ValueKind.Link:
                return
                    [
                        new(type, NotNull + "{1} = {0};", false, NullException),
                        new("string", "{1} = " + Uri("{0}") + ";", false, FormatException),
                    ];
            case ValueKind.Json:
                return JsonTypes.Select(json => new Setter(json, $"{{1}} = {JsonElements}.From({{0}});", false, null));
            case ValueKind.JsonObject:
                return [new(type, $"{{1}} = {JsonElements}.From({{0}});", false, null)];
            case ValueKind.List:
                return Lists(property.Type);
            case ValueKind.Map when property.Type.ItemKind == ValueKind.Json:
                return JsonTypes.Select(json => new Setter(json, Entry($"{JsonElements}.From({{0}})"), true, NullException));
            case ValueKind.Map:
                return [new(type, Entry("{0}"), true, NullException)];
            default:
                return [new(type, "{1} = {0};", false, null)];
        }
    }

    private static IEnumerable<Setter> Lists(TypeModel type)
    {
        yield return new("params " + type.CSharp + "[]", $"{NotNull}{{1}} = ({type.CSharp}[]){{0}}.Clone();", false, NullException);
        if (type.ItemKind == ValueKind.Link)
        {
            var convert = $"global::System.Array.ConvertAll(\n    {{0}},\n    static text => {Uri("text")})";
            yield return new("params string[]", $"{NotNull}{{1}} = {convert};", false, FormatException);
        }
    }

    private static string Uri(string text) => $"new global::System.Uri({text}, global::System.UriKind.RelativeOrAbsolute)";

    private static string Entry(string value) => $"{{1}}.Set(key, {value});";
}
