using System.Runtime.CompilerServices;

namespace SeedanceGen;

/// <summary>Reads a list page by page.</summary>
internal static class ApiPages
{
    /// <summary>Yields the items of every page, in their order. A page is read when its first item is asked for.</summary>
    /// <param name="cursor">Where to begin; null begins with the first page.</param>
    /// <param name="read">Reads the page at a cursor.</param>
    /// <param name="next">The cursor of the page after one; null or empty after the last page.</param>
    /// <param name="items">The items of a page.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public static async IAsyncEnumerable<TItem> ReadAsync<TPage, TItem>(
        string? cursor,
        Func<string?, CancellationToken, Task<TPage>> read,
        Func<TPage, object?> next,
        Func<TPage, IEnumerable<TItem>?> items,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await read(cursor, cancellationToken).ConfigureAwait(false);
            foreach (var item in items(page) ?? [])
                yield return item;

            var following = ApiText.Of(next(page));
            // A service that names the same page again would be read without end.
            if (string.IsNullOrEmpty(following) || following == cursor)
                yield break;
            cursor = following;
        }
    }
}
