using System.Globalization;

namespace SeedanceGen.Cli.Batch;

/// <summary>Where the video of a line is: named by the number of the line, so that the order of the file is the order of the folder.</summary>
internal static class VideoPlace
{
    private const string Unfinished = ".part";

    public static string NameOf(BatchLine line) => string.Create(CultureInfo.InvariantCulture, $"{line.Number:D4}.mp4");

    public static bool IsWhole(string folder, BatchLine line)
    {
        var file = new FileInfo(Path.Combine(folder, line.File ?? NameOf(line)));
        return file.Exists && file.Length == line.Bytes;
    }

    /// <summary>A process that was killed leaves pieces of videos behind; nobody else writes here while the journal is locked.</summary>
    public static void Tidy(string folder, IEnumerable<BatchLine> lines)
    {
        var names = lines.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var piece in Directory.EnumerateFiles(folder, "*" + Unfinished))
        {
            var name = Path.GetFileName(piece);
            var end = name.IndexOf(".mp4.", StringComparison.Ordinal);
            if (end > 0 && names.Contains(name[..(end + 4)]))
                File.Delete(piece);
        }
    }
}
