using System.Text.Json;

namespace SeedanceGen.Json;

/// <summary>
/// Fields that the API description does not know, and fields as they came whose value had another shape than described and was read all
/// the same. The second kind is written back from the described field.
/// </summary>
internal sealed class OddFields : Dictionary<string, JsonElement>
{
    /// <summary>No service can know it, so that no response can use the marks.</summary>
    private static readonly string Secret = $"!{Guid.NewGuid():N}";

    private readonly HashSet<string> _readToo = [];

    private OddFields(Dictionary<string, JsonElement>? others)
        : base(others ?? [])
    {
    }

    /// <summary>Stands before the name of a field that could not be read as described.</summary>
    public static string UnreadMark { get; } = Secret + "-";

    /// <summary>Stands before the name of a field that is in the record as described too.</summary>
    public static string ReadMark { get; } = Secret + "+";

    /// <summary>Whether the record has the field as described too.</summary>
    public bool IsReadToo(string name) => _readToo.Contains(name);

    /// <summary>Adds a field under its own name, without its mark.</summary>
    public static void Add(string name, JsonElement value, ref Dictionary<string, JsonElement>? fields)
    {
        if (!name.StartsWith(Secret, StringComparison.Ordinal))
        {
            (fields ??= [])[name] = value;
            return;
        }

        var isReadToo = name.StartsWith(ReadMark, StringComparison.Ordinal);
        name = name[UnreadMark.Length..];
        if (!isReadToo)
        {
            (fields ??= [])[name] = value;
            return;
        }

        var odd = fields as OddFields ?? new OddFields(fields);
        odd[name] = value;
        odd._readToo.Add(name);
        fields = odd;
    }
}
