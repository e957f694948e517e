namespace SeedanceGen.Generator.Parsing;

/// <summary>
/// A schema with its references followed and its <c>allOf</c> joined. A keyword that was there twice is in the list twice.
/// </summary>
internal sealed class FlatSchema(IReadOnlyList<Keyword> keywords)
{
    public static FlatSchema Empty { get; } = new([]);

    public IReadOnlyList<Keyword> Keywords { get; } = keywords;

    public IEnumerable<Keyword> All(string name) => Keywords.Where(keyword => keyword.Name == name);

    /// <summary>The outermost one: what is said beside a reference goes before what the reference says.</summary>
    public Keyword? First(string name) => Keywords.FirstOrDefault(keyword => keyword.Name == name);

    public string? Text(string name) => First(name)?.Value is SpecScalar { IsNull: false } scalar ? scalar.Text : null;

    public FlatSchema Without(params string[] names) => new([.. Keywords.Where(keyword => !names.Contains(keyword.Name))]);

    public bool Has(string name) => First(name) is not null;
}
