using System.Buffers;

namespace SeedanceGen.AspNetCore.Urls;

/// <summary>
/// The caller's reference is a path segment. Only characters that no server, proxy or router decodes, encodes or folds are allowed, so that
/// what is compared is what was signed.
/// </summary>
internal static class WebhookReference
{
    public const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    public static bool IsValid(string reference) =>
        reference.Length is > 0 and <= MaxLength && reference is not ("." or "..") && !reference.AsSpan().ContainsAnyExcept(Allowed);
}
