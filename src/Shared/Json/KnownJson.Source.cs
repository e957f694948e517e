#if NETSTANDARD2_0
using System.Text.Json;

namespace SeedanceGen.Rules.Schema;

/// <summary>What is known of a value in source: the SDK and the mock compile another part (<c>src/Shared/Schema</c>).</summary>
internal static partial class KnownJson
{
    public static bool IsKnown(this JsonElement value) => value.Value is not UnknownValue;

    public static bool IsWhole(this JsonElement value) => value.Value switch
    {
        UnknownValue => false,
        PartialObject made => !made.IsOpen && made.Possible.Count == 0
            && made.Members.Values.All(member => new JsonElement(member).IsWhole()),
        List<object?> items => items.TrueForAll(item => new JsonElement(item).IsWhole()),
        _ => true,
    };

    public static bool MayHave(this JsonElement value, string property) =>
        value.Value is UnknownValue || (value.Value is PartialObject partial && partial.MayHave(property));

    public static bool MayHaveMore(this JsonElement value) =>
        value.Value is PartialObject partial && (partial.IsOpen || partial.Possible.Count > 0);

    public static bool AreSame(JsonElement one, JsonElement other)
    {
        if (one.ValueKind != other.ValueKind)
            return false;
        switch (one.ValueKind)
        {
            case JsonValueKind.Object:
                var members = one.EnumerateObject().ToList();
                return members.Count == other.EnumerateObject().Count() && members.TrueForAll(
                    member => other.TryGetProperty(member.Name, out var same) && AreSame(member.Value, same));
            case JsonValueKind.Array:
                return one.GetArrayLength() == other.GetArrayLength()
                    && one.EnumerateArray().Zip(other.EnumerateArray(), AreSame).All(same => same);
            default:
                return one.GetRawText() == other.GetRawText();
        }
    }
}
#endif
