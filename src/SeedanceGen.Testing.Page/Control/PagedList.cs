using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Testing.Page.Control;

/// <summary>
/// A part of a list of the control API, newest first, as the page shows it: the newest items, which new ones join, or older ones, which
/// stay as they are.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="control">The control API.</param>
/// <param name="name">The name of the list, such as <c>jobs</c>.</param>
/// <param name="type">The type of the list.</param>
/// <param name="numberOf">The number of an item; null for one that has none, which is newer than all others.</param>
internal sealed class PagedList<T>(ControlClient control, string name, JsonTypeInfo<T[]> type, Func<T, long?> numberOf)
{
    /// <summary>How many items a part has.</summary>
    public const int PageSize = 20;

    /// <summary>The highest number that the control API accepts in a query.</summary>
    private const int HighestNumber = int.MaxValue;

    private readonly Dictionary<string, string> _filters = new(StringComparer.Ordinal);
    private readonly Stack<long?> _newer = new();
    private byte[] _last = [];
    private long? _before;

    /// <summary>The items of this part, the newest first.</summary>
    public IReadOnlyList<T> Items { get; private set; } = [];

    /// <summary>Whether there are newer items than those of this part.</summary>
    public bool HasNewer => _newer.Count > 0;

    /// <summary>Whether there are older items than those of this part.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Whether a filter is set.</summary>
    public bool IsFiltered => _filters.Count > 0;

    /// <summary>The value of a filter; empty when it is not set.</summary>
    public string Filter(string field) => _filters.GetValueOrDefault(field) ?? "";

    /// <summary>Sets a filter, or removes it when the value is empty, and goes to the newest items.</summary>
    public Task SetFilterAsync(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            _filters.Remove(field);
        else
            _filters[field] = value.Trim();
        return ShowNewestAsync();
    }

    public Task ShowNewestAsync()
    {
        _newer.Clear();
        _before = null;
        return RefreshAsync();
    }

    public Task ShowNewerAsync()
    {
        _before = _newer.Pop();
        return RefreshAsync();
    }

    public Task ShowOlderAsync()
    {
        // Items without a number are newer than all items with one.
        var oldest = Items.Select(numberOf).Min() ?? HighestNumber;
        _newer.Push(_before);
        _before = oldest;
        return RefreshAsync();
    }

    /// <summary>Reads the part again; false when nothing has changed.</summary>
    public async Task<bool> RefreshAsync()
    {
        var body = await control.ReadAsync(Target()).ConfigureAwait(false);
        if (body.AsSpan().SequenceEqual(_last))
            return false;

        _last = body;
        // One item more than is shown says whether there are older ones.
        var items = JsonSerializer.Deserialize(body, type) ?? [];
        Array.Reverse(items);
        if (items.Length == 0 && _before is not null)
        {
            // What was older is gone: the mock was reset, or no longer keeps it.
            _last = [];
            await ShowNewestAsync().ConfigureAwait(false);
            return true;
        }

        HasOlder = items.Length > PageSize;
        Items = HasOlder ? items[..PageSize] : items;
        return true;
    }

    private string Target()
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"{name}?last={PageSize + 1}");
        if (_before is { } before)
            target += string.Create(CultureInfo.InvariantCulture, $"&before={before}");
        return target + string.Concat(_filters.Select(filter => $"&{filter.Key}={Uri.EscapeDataString(filter.Value)}"));
    }
}
