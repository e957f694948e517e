namespace SeedanceGen.Cli.Tests.Support;

internal static class Mp4
{
    /// <summary>The size of the mock's video of the shape 16:9.</summary>
    public const int Length16x9 = 3359;

    /// <summary>A real MP4 says what it is after the length of its first box.</summary>
    public static void ShouldBeWrittenTo(string path)
    {
        var head = File.ReadAllBytes(path).AsSpan(4, 4);
        System.Text.Encoding.ASCII.GetString(head).ShouldBe("ftyp");
    }
}
