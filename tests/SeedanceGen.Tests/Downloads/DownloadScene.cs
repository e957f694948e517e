using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Downloads;

/// <summary>A folder, a clock and a video that hosts in memory serve.</summary>
internal sealed class DownloadScene : IDisposable
{
    public const string Old = "the file that was there before";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-downloads-");

    public StepClock Clock { get; } = new();

    public byte[] Video { get; } = Videos.OfLength(1000);

    public string File => Path.Combine(_folder.FullName, "river.mp4");

    public string Folder => _folder.FullName;

    /// <summary>The names of what is in the folder.</summary>
    public IEnumerable<string?> Names => _folder.EnumerateFileSystemInfos().Select(entry => entry.Name);

    public static VideoGeneration Finished(string link = "https://cdn.example.com/river.mp4") => new()
    {
        Success = true,
        RequestId = "req_1",
        Status = GenerationStatus.Succeeded,
        Output = new VideoOutput { Url = new Uri(link) },
    };

    public Task<Exception?> DownloadAsync(
        QueueHandler host, DownloadOptions? options = null, string? path = null, CancellationToken cancellationToken = default) =>
        Clock.RunAsync(
            () => Record.ExceptionAsync(() => host.CreateClient().DownloadAsync(Finished(), path ?? File, options, cancellationToken)))!;

    public Task<Exception?> DownloadAsync(QueueHandler host, Stream destination, DownloadOptions? options = null) =>
        Clock.RunAsync(() => Record.ExceptionAsync(() => host.CreateClient().DownloadAsync(Finished(), destination, options)))!;

    public void Dispose() => _folder.Delete(recursive: true);
}
