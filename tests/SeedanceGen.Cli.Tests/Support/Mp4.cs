namespace SeedanceGen.Cli.Tests.Support;

internal static class Mp4
{
    /// <summary>The size of the mock's 16:9 video in bytes.</summary>
    public const int Length16x9 = 3359;

    /// <summary>An MP4 file has its type after the length of its first box.</summary>
    public static void ShouldBeWrittenTo(string path)
    {
        var head = File.ReadAllBytes(path).AsSpan(4, 4);
        System.Text.Encoding.ASCII.GetString(head).ShouldBe("ftyp");
    }
}
