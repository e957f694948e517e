using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Parsing;

/// <summary>The properties while they are read: by their place and by their name.</summary>
internal sealed class PropertyTable
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    /// <summary>Names that are declared but not supported: reported once, at their declaration.</summary>
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public List<PropertyModel> Items { get; } = [];

    /// <summary>The type and format that the schema declares, in the order of <see cref="Items"/>.</summary>
    public List<(string? Type, string? Format)> Declared { get; } = [];

    public void Add(PropertyModel property, string? type, string? format)
    {
        _index[property.Field] = Items.Count;
        Items.Add(property);
        Declared.Add((type, format));
    }

    public void Refuse(string field) => _refused.Add(field);

    public bool IsRefused(string field) => _refused.Contains(field);

    /// <summary>The place of a property; -1 when there is none.</summary>
    public int IndexOf(string field) => _index.TryGetValue(field, out var index) ? index : -1;
}
