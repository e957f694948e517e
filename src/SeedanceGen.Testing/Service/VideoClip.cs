using System.Security.Cryptography;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>One embedded clip.</summary>
internal sealed class VideoClip
{
    private const string Folder = "videos/";
    private const string Extension = ".mp4";
    private const int TagBytes = 8;

    private static readonly Dictionary<string, VideoClip> Clips = EmbeddedFiles.Names(Folder)
        .ToDictionary(name => name[Folder.Length..^Extension.Length], name => new VideoClip(EmbeddedFiles.Read(name)), StringComparer.Ordinal);

    private VideoClip(byte[] content)
    {
        Content = content;
        EntityTag = $"\"{Convert.ToHexString(SHA256.HashData(content).AsSpan(0, TagBytes))}\"";
    }

    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>A strong tag made from the content, in quotes as it is sent.</summary>
    public string EntityTag { get; }

    /// <summary>The clip of this shape; one whose shape is unknown or was left to the service gets that of the first documented shape.</summary>
    public static VideoClip For(AspectRatio? ratio) =>
        Clips.GetValueOrDefault(NameOf(ratio)) ?? Clips[NameOf(AspectRatio.KnownValues[0])];

    // A colon cannot stand in a file name everywhere: 16:9 is 16x9.mp4.
    private static string NameOf(AspectRatio? ratio) => (ratio?.Value ?? "").Replace(':', 'x');
}
