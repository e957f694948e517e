using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>One segment of a JSON pointer, not yet a text: into a property, or into the item at an index.</summary>
internal readonly record struct SchemaStep(JsonProperty Property, int? Index)
{
    public static string Escape(string name) =>
        "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public override string ToString() => Index is { } index ? "/" + index.ToString(CultureInfo.InvariantCulture) : Escape(Property.Name);
}
