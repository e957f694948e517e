using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Serving;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>A large video from another process on this machine into a file, against the shortest code that does it.</summary>
internal sealed class DownloadFigures : IFigureSuite
{
    private const long Bytes = 256L * 1024 * 1024;
    private const int Rounds = 5;

    public string Name => "download";

    public IEnumerable<Figure> Counts()
    {
        using var scene = new Scene();
        scene.DownloadAsync(Bytes / 16).GetAwaiter().GetResult();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        scene.DownloadAsync(Bytes).GetAwaiter().GetResult();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        yield return new Figure("download-256-mib-allocated-bytes", allocated, 1024 * 1024);
    }

    public IEnumerable<Figure> Times()
    {
        using var scene = new Scene();
        var ratios = new double[Rounds];
        ProcessorTimeOf(scene.DownloadAsync);
        ProcessorTimeOf(scene.CopyAsync);
        for (var round = 0; round < Rounds; round++)
            ratios[round] = ProcessorTimeOf(scene.DownloadAsync) / ProcessorTimeOf(scene.CopyAsync);
        Array.Sort(ratios);
        yield return new Figure("download-256-mib-time/copy-to-async", ratios[Rounds / 2], 1.10);
    }

    private static double ProcessorTimeOf(Func<long, Task> work)
    {
        GC.Collect();
        var start = Environment.CpuUsage.TotalTime;
        work(Bytes).GetAwaiter().GetResult();
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }

    private sealed class Scene : IDisposable
    {
        private readonly ServedProcess _server = ServedProcess.Start("file");
        private readonly SeedanceClient _client = new(
            "sd2_live_benchmark", new SeedanceClientOptions { BaseAddress = new Uri("https://api.example.com/") });
        private readonly HttpClient _http = new();
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-benchmark");

        private string File => Path.Combine(_folder.FullName, "video.mp4");

        public async Task DownloadAsync(long bytes)
        {
            var generation = new VideoGeneration
            {
                Success = true,
                RequestId = "req_1",
                Status = GenerationStatus.Succeeded,
                Output = new VideoOutput { Type = "video", Url = LinkTo(bytes) },
            };
            Check(await _client.DownloadAsync(generation, File).ConfigureAwait(false), bytes);
        }

        public async Task CopyAsync(long bytes)
        {
            using var response = await _http.GetAsync(LinkTo(bytes), HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            var file = System.IO.File.Create(File);
            await using (file.ConfigureAwait(false))
            {
                await response.Content.CopyToAsync(file).ConfigureAwait(false);
                Check(file.Length, bytes);
            }
        }

        public void Dispose()
        {
            _client.Dispose();
            _http.Dispose();
            _server.Dispose();
            _folder.Delete(recursive: true);
        }

        private Uri LinkTo(long bytes) => new(FormattableString.Invariant($"http://127.0.0.1:{_server.Port}/{bytes}"));

        private static void Check(long written, long asked)
        {
            if (written != asked)
                throw new InvalidOperationException(FormattableString.Invariant($"{written} of {asked} bytes were written."));
        }
    }
}
