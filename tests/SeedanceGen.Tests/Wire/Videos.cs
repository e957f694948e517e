namespace SeedanceGen.Tests.Wire;

/// <summary>Bytes that begin like a video.</summary>
internal static class Videos
{
    /// <summary>The first box of an MP4 file, as a text.</summary>
    public const string Head = "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom";

    /// <summary>An MP4 file, as far as its first bytes say.</summary>
    public static byte[] OfLength(int length) =>
        [.. System.Text.Encoding.ASCII.GetBytes(Head), .. Enumerable.Range(0, length - Head.Length).Select(number => (byte)(number % 251))];
}
