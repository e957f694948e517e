using System.Collections.ObjectModel;

namespace SeedanceGen.Rules;

/// <summary>
/// The entries of a free-form field while a builder collects them. Entries that were given to a request are never changed: only then does
/// the next entry go into a copy, so a builder that is used once copies nothing.
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
