using System.Text;
using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Tests.Variations;

/// <summary>The record and the open enumeration that NSwag would make of a variation, as far as the generated code needs them.</summary>
internal static class VariedRecords
{
    public static string Of(string deciding, string[] models, IEnumerable<VariedProperty> properties)
    {
        var text = new StringBuilder("""
            #nullable enable
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using SeedanceGen.Json;

            namespace SeedanceGen;

            [JsonConverter(typeof(OpenEnumerationConverter<Kind>))]
            public readonly partial record struct Kind(string Value) : IOpenEnumeration<Kind>
            {
                public override string ToString() => Value;
                IReadOnlyList<Kind> IOpenEnumeration<Kind>.KnownValues => KnownValues;
                Kind IOpenEnumeration<Kind>.Create(string value) => new(value);

            """);
        foreach (var model in models)
            text.Append("    public static Kind ").Append(CSharpNames.Member(model)).Append(" { get; } = new(\"").Append(model)
                .Append("\");\n");
        text.Append("    public static IReadOnlyList<Kind> KnownValues { get; } = [")
            .AppendJoin(", ", models.Select(CSharpNames.Member)).Append("];\n}\n\npublic sealed partial record JobGenerationRequest\n{\n");
        Property(text, deciding, "Kind", isRequired: true);
        foreach (var property in properties)
            Property(text, property.Name, property.CSharp + (property.IsRequired ? string.Empty : "?"), property.IsRequired);
        return text.Append("}\n").ToString();
    }

    private static void Property(StringBuilder text, string name, string type, bool isRequired) => text
        .Append("    [JsonPropertyName(\"").Append(name).Append("\")] public ").Append(isRequired ? "required " : string.Empty)
        .Append(type).Append(' ').Append(char.ToUpperInvariant(name[0])).Append(name.AsSpan(1)).Append(" { get; init; }\n");
}
