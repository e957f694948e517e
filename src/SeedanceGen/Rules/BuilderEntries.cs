using System.Collections.ObjectModel;

namespace SeedanceGen.Rules;

/// <summary>
/// The entries of a free-form field while a builder collects them. What was given to a request is never changed: the next entry goes into
/// a copy, so that a builder which is used once copies nothing.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal struct BuilderEntries<T>
{
    private Dictionary<string, T>? _entries;
    private bool _isGiven;

    /// <summary>Adds an entry, or replaces the one of the same name.</summary>
    public void Set(string key, T value)
    {
        if (_entries is null)
            _entries = new Dictionary<string, T>(StringComparer.Ordinal);
        else if (_isGiven)
            _entries = new Dictionary<string, T>(_entries, StringComparer.Ordinal);
        _isGiven = false;
        _entries[key] = value;
    }

    /// <summary>The entries for a request, as a read-only dictionary; null when there was none.</summary>
    public IReadOnlyDictionary<string, T>? Give()
    {
        _isGiven = true;
        return _entries is null ? null : new ReadOnlyDictionary<string, T>(_entries);
    }
}
