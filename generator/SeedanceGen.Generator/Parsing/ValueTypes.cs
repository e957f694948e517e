using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Parsing;

/// <summary>Which type of a schema stands behind a kind of value.</summary>
internal static class ValueTypes
{
    public static bool Fits(ValueKind kind, string type) => kind switch
    {
        ValueKind.Text or ValueKind.Link or ValueKind.Choice or ValueKind.OpaqueStruct => type == "string",
        ValueKind.Integer => type == "integer",
        ValueKind.Number => type == "number",
        ValueKind.Flag => type == "boolean",
        ValueKind.Json => false,
        _ => true,
    };
}
