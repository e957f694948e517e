#if NETSTANDARD2_0
namespace SeedanceGen.Rules.Schema;

/// <summary>A JSON value that is written in source; a class that derives from it knows where.</summary>
internal abstract class SourceValue(object? value)
{
    public object? Value { get; } = value;
}

/// <summary>A value that is not known while compiling, though it is there.</summary>
internal sealed class UnknownValue
{
    public static readonly UnknownValue Instance = new();

    private UnknownValue()
    {
    }
}

/// <summary>A JSON object of which a part may be unknown.</summary>
internal sealed class PartialObject
{
    /// <summary>The properties that are certainly there.</summary>
    public Dictionary<string, object?> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>The properties of which it is not known whether they are there.</summary>
    public HashSet<string> Possible { get; } = new(StringComparer.Ordinal);

    /// <summary>The properties that are certainly not there.</summary>
    public HashSet<string> Absent { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it may have properties that are not among these.</summary>
    public bool IsOpen { get; set; }

    public void Set(string name, object? value)
    {
        Forget(name);
        Members[name] = value;
    }

    /// <summary>Notes that it is not known whether the property is there.</summary>
    public void SetPossible(string name)
    {
        Forget(name);
        Possible.Add(name);
    }

    public void Remove(string name)
    {
        Forget(name);
        Absent.Add(name);
    }

    public bool MayHave(string name) =>
        !Members.ContainsKey(name) && (Possible.Contains(name) || (IsOpen && !Absent.Contains(name)));

    private void Forget(string name)
    {
        Members.Remove(name);
        Possible.Remove(name);
        Absent.Remove(name);
    }
}
#endif
