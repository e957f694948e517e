namespace SeedanceGen.Generator.Model;

/// <summary>The type that NSwag gives a property.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="CSharp">The type without a question mark, with <c>global::</c>; of a list or map the type of its values.</param>
/// <param name="ItemKind">Of a list or map, what its values are.</param>
/// <param name="Members">Of an open enumeration, also as an item, its values with their C# names.</param>
internal sealed record TypeModel(ValueKind Kind, string CSharp, ValueKind ItemKind, EquatableArray<ChoiceModel> Members)
{
    /// <summary>What the value, or each value, is.</summary>
    public ValueKind ValueKind => Kind is ValueKind.List or ValueKind.Map ? ItemKind : Kind;

    public static bool IsStruct(ValueKind kind) => kind
        is ValueKind.Choice or ValueKind.Integer or ValueKind.Number or ValueKind.Flag or ValueKind.Json or ValueKind.JsonObject
        or ValueKind.OpaqueStruct;
}
