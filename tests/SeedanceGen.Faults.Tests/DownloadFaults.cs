using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace SeedanceGen.Faults.Tests;

/// <summary>Responses to a download: a whole video is saved, and anything else is an error that leaves nothing behind.</summary>
internal static class DownloadFaults
{
    private static readonly (string Name, Says Says, Func<Received, FaultResponse> Response)[] Responses =
    [
        ("a video", Says.Saved, _ => Video()),
        ("a video with a content type of plain text", Says.Saved, _ => Video("text/plain")),
        ("a video without a content type", Says.Saved, _ => Video(null)),
        ("a video in gzip", Says.Saved, _ => Coded("gzip", stream => new GZipStream(stream, CompressionLevel.Fastest))),
        ("a video in deflate", Says.Saved, _ => Coded("deflate", stream => new ZLibStream(stream, CompressionLevel.Fastest))),
        ("a video in brotli", Says.Saved, _ => Coded("br", stream => new BrotliStream(stream, CompressionLevel.Fastest))),
        ("a video that breaks off once", Says.Saved, request => request.Number == 1 ? HalfOf(Documents.Mp4) : Rest(request)),
        ("an error page of HTML", Says.Refused, _ => Text("<!DOCTYPE html><html><body>maintenance</body></html>", "text/html")),
        ("an error page of HTML as video/mp4", Says.Refused, _ => Text("<html><body>maintenance</body></html>", "video/mp4")),
        ("an error document of XML", Says.Refused, _ => Text(
            "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", "application/octet-stream")),
        ("an error document of JSON", Says.Refused, _ => Text("{ \"error\": \"expired\" }", "video/mp4")),
        ("nothing", Says.Refused, _ => Text(string.Empty, "video/mp4")),
        ("three bytes", Says.Refused, _ => FaultResponse.Of(200, [0, 0, 0], "video/mp4")),
        ("zeros", Says.Refused, _ => FaultResponse.Of(200, new byte[4096], "video/mp4")),
        ("a picture", Says.Refused, _ => FaultResponse.Of(200, [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[512]], "video/mp4")),
        ("a coding that the client does not know", Says.Refused,
            _ => FaultResponse.Of(200, Documents.Mp4, "video/mp4", ("Content-Encoding", "zstd"))),
        ("403", Says.Refused, _ => FaultResponse.Of(403, "<Error/>", "application/xml")),
        ("404", Says.Refused, _ => FaultResponse.Of(404, "<Error/>", "application/xml")),
        ("410", Says.Refused, _ => FaultResponse.Of(410, "gone", "text/plain")),
    ];

    public static IEnumerable<FaultRow> Rows { get; } =
        from response in Responses
        from toFile in new[] { true, false }
        select new FaultRow(
            response.Name,
            MoneyGuide.Download,
            toFile ? "download to a file" : "download to a stream",
            response.Says,
            0,
            () => RunAsync(response.Response, toFile));

    private static async Task<Observed> RunAsync(Func<Received, FaultResponse> response, bool toFile)
    {
        await using var server = new FaultServer(response);
        await using var client = FaultOperations.ClientOf(server.Address);
        var video = JsonSerializer.Deserialize(Documents.Succeeded(server.Address).Json, SeedanceJsonContext.Default.VideoGeneration)!;
        var folder = Directory.CreateTempSubdirectory("seedance-faults-");
        try
        {
            var file = Path.Combine(folder.FullName, "video.mp4");
            var stream = new MemoryStream();
            var observed = await Observed.OfAsync(
                () => toFile ? client.DownloadAsync(video, file) : client.DownloadAsync(video, stream), _ => Says.Saved);
            var written = !toFile ? stream.ToArray() : File.Exists(file) ? await File.ReadAllBytesAsync(file) : [];
            var isWhole = written.AsSpan().SequenceEqual(Documents.Mp4);
            var isClean = written.Length == 0 && folder.GetFiles().Length == 0;
            var says = observed.Says is Says.Error ? Says.Refused : observed.Says;
            return (says == Says.Saved && !isWhole) || (says == Says.Refused && !isClean)
                ? observed with
                {
                    Says = Says.Defect,
                    Text = $"{written.Length} bytes were written, {folder.GetFiles().Length} files are there. {observed.Text}",
                }
                : observed with { Says = says };
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FaultResponse Video(string? type = "video/mp4") =>
        FaultResponse.Of(200, Documents.Mp4, type, ("ETag", "\"1\""), ("Accept-Ranges", "bytes"));

    private static FaultResponse Text(string text, string type) => FaultResponse.Of(200, Encoding.UTF8.GetBytes(text), type);

    private static FaultResponse HalfOf(byte[] video)
    {
        var whole = Video().Bytes;
        return new FaultResponse(whole[..^(video.Length / 2)], Then: Then.Close);
    }

    /// <summary>The part that the client asks for.</summary>
    private static FaultResponse Rest(Received request)
    {
        var line = Array.Find(request.Head.Split("\r\n"), line => line.StartsWith("Range:", StringComparison.OrdinalIgnoreCase));
        if (line is null)
            return Video();

        var from = int.Parse(line.Split('=')[1].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
        var range = $"bytes {from}-{Documents.Mp4.Length - 1}/{Documents.Mp4.Length}";
        return FaultResponse.Of(206, Documents.Mp4[from..], "video/mp4", ("ETag", "\"1\""), ("Content-Range", range));
    }

    private static FaultResponse Coded(string coding, Func<Stream, Stream> coder)
    {
        var coded = new MemoryStream();
        using (var stream = coder(coded))
            stream.Write(Documents.Mp4);
        return FaultResponse.Of(200, coded.ToArray(), "video/mp4", ("Content-Encoding", coding), ("ETag", "\"1\""));
    }
}
