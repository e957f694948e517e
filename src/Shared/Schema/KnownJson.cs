#if !NETSTANDARD2_0
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SeedanceGen.Rules.Schema;

/// <summary>
/// What is known of a value. Everything is known of a value that is sent. The analyzers see a value in source, where a part may be unknown,
/// and have their own part of this class (<c>src/Shared/Json</c>).
/// </summary>
internal static partial class KnownJson
{
    /// <summary>Whether the value itself is known; of an object or a list, parts may still be unknown.</summary>
    public static bool IsKnown(this JsonElement value) => true;

    /// <summary>Whether the value is known with all its parts.</summary>
    public static bool IsWhole(this JsonElement value) => true;

    /// <summary>Whether it is not known if the object has a property.</summary>
    public static bool MayHave(this JsonElement value, string property) => false;

    /// <summary>Whether the object may have more properties than those that can be listed.</summary>
    public static bool MayHaveMore(this JsonElement value) => false;

    /// <summary>Whether two values are the same, whatever the order of their properties.</summary>
    public static bool AreSame(JsonElement one, JsonElement other) => one.ValueKind == other.ValueKind
        && JsonNode.DeepEquals(JsonNode.Parse(one.GetRawText()), JsonNode.Parse(other.GetRawText()));
}
#endif
