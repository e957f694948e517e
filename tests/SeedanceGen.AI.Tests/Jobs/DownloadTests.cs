
namespace SeedanceGen.AI.Tests.Jobs;

/// <summary>A video is saved in the given folder, and nowhere else.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly string _outside = Directory.CreateTempSubdirectory("seedance-agent-").FullName;

    private string Folder => Directory.CreateDirectory(Path.Combine(_outside, "videos")).FullName;

    public static TheoryData<string> Escapes =>
    [
        "../out.mp4", "/tmp/out.mp4", "sub/out.mp4", "..", ".hidden", "a\\b.mp4", "C:out.mp4", "a\0b", "-o.mp4", new string('a', 101),
    ];

    public void Dispose() => Directory.Delete(_outside, recursive: true);

    [Fact]
    public async Task Generate_saves_the_video_under_the_id_of_its_job()
    {
        await using var scene = Scene();

        var result = await scene.CallAsync("generate", AgentScene.Documented);

        var file = result.GetProperty("file").GetString()!;
        file.ShouldBe(Path.Combine(Folder, scene.Mock.Jobs.Single().RequestId + ".mp4"));
        new FileInfo(file).Length.ShouldBe(result.GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task A_second_download_of_a_job_is_the_file_that_is_there()
    {
        await using var scene = Scene();
        var first = await scene.CallAsync("generate", AgentScene.Documented);

        var second = await scene.CallAsync("download", new { requestId = first.GetProperty("requestId").GetString() });

        second.GetProperty("file").GetString().ShouldBe(first.GetProperty("file").GetString());
        Directory.EnumerateFiles(Folder).Count().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Escapes))]
    public async Task A_name_that_leads_out_of_the_folder_writes_nothing(string name)
    {
        await using var scene = Scene();
        var job = await scene.CallAsync("generate", AgentScene.Documented);
        var before = Directory.EnumerateFiles(_outside, "*", SearchOption.AllDirectories).ToList();

        var result = await scene.CallAsync("download", new { requestId = job.GetProperty("requestId").GetString(), fileName = name });

        AgentScene.KindOf(result).ShouldBe("file");
        Directory.EnumerateFiles(_outside, "*", SearchOption.AllDirectories).ShouldBe(before);
    }

    [Fact]
    public async Task No_file_is_replaced_and_no_link_is_followed()
    {
        await using var scene = Scene();
        var job = await scene.CallAsync("generate", AgentScene.Documented);
        var id = job.GetProperty("requestId").GetString();
        await File.WriteAllTextAsync(Path.Combine(Folder, "own.mp4"), "own");
        File.CreateSymbolicLink(Path.Combine(Folder, "link.mp4"), Path.Combine(_outside, "target.mp4"));

        var own = await scene.CallAsync("download", new { requestId = id, fileName = "own.mp4" });
        var link = await scene.CallAsync("download", new { requestId = id, fileName = "link.mp4" });

        AgentScene.KindOf(own).ShouldBe("file");
        AgentScene.KindOf(link).ShouldBe("file");
        own.GetProperty("videoUrl").GetString().ShouldNotBeNullOrEmpty();
        (await File.ReadAllTextAsync(Path.Combine(Folder, "own.mp4"))).ShouldBe("own");
        File.Exists(Path.Combine(_outside, "target.mp4")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_folder_there_is_no_download()
    {
        await using var scene = new AgentScene();

        scene.Tools.Functions.ShouldNotContain(function => function.Operation == "download");
        (await scene.CallAsync("generate", AgentScene.Documented)).TryGetProperty("file", out _).ShouldBeFalse();
    }

    private AgentScene Scene() => new(options => options with { MaxCredits = 1000, DownloadFolder = Folder });
}
