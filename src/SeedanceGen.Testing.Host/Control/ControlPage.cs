using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>
/// Reads the query of a request for a list: which part of the list is asked for, and which items. Each item has a number that never
/// changes, so a caller asks for what came after the last one that it knows.
/// </summary>
internal sealed class ControlPage
{
    private const int FlushBytes = 32 * 1024;

    private readonly Dictionary<string, string> _given;
    private readonly List<string> _accepted = [];

    private ControlPage(Dictionary<string, string> given) => _given = given;

    /// <summary>The names that every list accepts.</summary>
    public static IReadOnlyList<string> Names { get; } = ["since", "before", "limit", "last"];

    /// <summary>Reads a query.</summary>
    /// <exception cref="InvalidControlRequestException">A name stands twice.</exception>
    public static ControlPage Read(string target)
    {
        var start = target.IndexOf('?', StringComparison.Ordinal);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in QueryHelpers.ParseQuery(start < 0 ? null : target[start..]))
        {
            given[name] = values.Count == 1
                ? values.ToString()
                : throw new InvalidControlRequestException($"?{name}: expected one value, actual {values.Count}");
        }

        return new ControlPage(given);
    }

    public string? Text(string name)
    {
        _accepted.Add(name);
        return _given.GetValueOrDefault(name);
    }

    public int? Count(string name, int least) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least ? count
        : throw Invalid(name, string.Create(CultureInfo.InvariantCulture, $"a whole number, {least} or more"), text);

    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        if (Text(name) is not { } text)
            return default;

        var chosen = choices.FirstOrDefault(choice => choice.Key.Equals(text, StringComparison.OrdinalIgnoreCase));
        return chosen.Key is not null ? chosen.Value : throw Invalid(name, "one of " + string.Join(", ", choices.Keys), text);
    }

    /// <summary>The part of a list that is asked for, as a response that is written piece by piece.</summary>
    /// <typeparam name="T">The type of an item of the list.</typeparam>
    /// <typeparam name="TJson">The type of the JSON of an item.</typeparam>
    /// <param name="list">The whole list with the numbers of its items, oldest first; an item without a number comes last.</param>
    /// <param name="fits">Whether the filters of the query let an item through.</param>
    /// <param name="describe">Makes the JSON of an item.</param>
    /// <param name="type">The type of that JSON.</param>
    public MockResponse Of<T, TJson>(
        IEnumerable<(long? Number, T Item)> list, Func<T, bool> fits, Func<long?, T, TJson> describe, JsonTypeInfo<TJson> type)
    {
        var (since, before, limit, last) = (Count(Names[0], 0), Count(Names[1], 1), Count(Names[2], 1), Count(Names[3], 1));
        if (limit is not null && last is not null)
            throw Invalid(Names[3], "only one of limit and last", string.Create(CultureInfo.InvariantCulture, $"{last}"));
        End();
        var part = list.Where(entry =>
            (since is null || entry.Number is null || entry.Number > since)
            && (before is null || entry.Number < before)
            && fits(entry.Item));
        part = limit is { } first ? part.Take(first) : last is { } newest ? part.TakeLast(newest) : part;
        return new MockResponse
        {
            StatusCode = StatusCodes.Status200OK,
            ContentType = MockResponse.JsonContentType,
            Stream = writer => WriteAsync(writer, part.Select(entry => describe(entry.Number, entry.Item)), type),
        };
    }

    /// <summary>Rejects what was not read.</summary>
    /// <exception cref="InvalidControlRequestException">There is such a name.</exception>
    private void End()
    {
        if (_given.Keys.FirstOrDefault(name => !_accepted.Contains(name)) is { } unknown)
            throw Invalid(unknown, $"no such name (accepted here are {string.Join(", ", _accepted)})", _given[unknown]);
    }

    private static InvalidControlRequestException Invalid(string name, string expected, string actual) =>
        new($"?{name}: expected {expected}, actual {(actual.Length > 40 ? actual[..40] + "…" : actual)}");

    private static async ValueTask WriteAsync<TJson>(PipeWriter body, IEnumerable<TJson> items, JsonTypeInfo<TJson> type)
    {
        var (writer, flushed) = (new Utf8JsonWriter(body), 0L);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                JsonSerializer.Serialize(writer, item, type);
                if (writer.BytesCommitted + writer.BytesPending - flushed < FlushBytes)
                    continue;

                await writer.FlushAsync().ConfigureAwait(false);
                flushed = writer.BytesCommitted;
                await body.FlushAsync().ConfigureAwait(false);
            }

            writer.WriteEndArray();
        }

        await body.FlushAsync().ConfigureAwait(false);
    }
}
