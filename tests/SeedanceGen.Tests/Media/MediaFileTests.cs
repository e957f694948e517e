namespace SeedanceGen.Tests.Media;

public sealed class MediaFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("seedance-media-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_known_extensions_are_the_documented_ones() => MediaFile.KnownExtensions.ShouldBe(
        [".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".mp4", ".mov", ".m4v", ".mp3", ".wav"]);

    [Fact]
    public void Every_documented_extension_has_a_media_type() => MediaFile.KnownExtensions
        .Select(extension => MediaFile.Open(Write("a" + extension.ToUpperInvariant())).ContentType)
        .ShouldAllBe(type => type != "application/octet-stream");

    [Fact]
    public async Task A_file_has_its_full_path_its_size_and_its_bytes()
    {
        var file = MediaFile.Open(Write("boat.png"));

        file.Path.ShouldBe(Path.Combine(_folder, "boat.png"));
        (file.Length, file.Extension, file.ContentType).ShouldBe((5, ".png", "image/png"));
        await using var stream = file.OpenRead();
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync()).ShouldBe("bytes");
    }

    [Theory]
    [InlineData("notes.txt", "has the extension .txt. Documented for reference media are .jpg, ")]
    [InlineData("notes", "has no extension")]
    public void A_file_without_a_documented_extension_is_refused(string name, string said) =>
        Should.Throw<ArgumentException>(() => MediaFile.Open(Write(name))).Message.ShouldContain(said);

    [Fact]
    public void An_empty_file_and_one_that_is_not_there_are_refused()
    {
        File.WriteAllText(Path.Combine(_folder, "empty.png"), string.Empty);

        Should.Throw<ArgumentException>(() => MediaFile.Open(Path.Combine(_folder, "empty.png"))).Message.ShouldContain("is empty");
        Should.Throw<FileNotFoundException>(() => MediaFile.Open(Path.Combine(_folder, "none.png")));
        Should.Throw<FileNotFoundException>(() => MediaFile.Open(_folder));
    }

    [Fact]
    public async Task A_wrong_file_publishes_none_and_the_addresses_have_the_order_of_the_files()
    {
        var publisher = new Recorder();

        await Should.ThrowAsync<ArgumentException>(() => publisher.PublishAllAsync([Write("a.png"), Write("b.txt")]));
        publisher.Published.ShouldBeEmpty();

        (await publisher.PublishAllAsync([Write("b.png"), Write("a.mp4")])).Select(address => address.AbsolutePath)
            .ShouldBe(["/b.png", "/a.mp4"]);
    }

    private string Write(string name)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, "bytes");
        return path;
    }

    private sealed class Recorder : IMediaPublisher
    {
        public List<string> Published { get; } = [];

        public Task<Uri> PublishAsync(MediaFile file, CancellationToken cancellationToken = default)
        {
            Published.Add(file.Path);
            return Task.FromResult(new Uri("https://media.example.com/" + Path.GetFileName(file.Path)));
        }
    }
}
