using System.Text.Json;
using ModelContextProtocol.Protocol;
using SeedanceGen.Cli.Mcp;

namespace SeedanceGen.Cli.Tests.Mcp;

public sealed class ResultWriterTests
{
    /// <summary>A service may repeat the key that it was sent, in a text of its own.</summary>
    [Theory]
    [InlineData("sd2_live_0123456789abcdef")]
    [InlineData("another-key")]
    [InlineData("a \"quoted\" key")]
    public void The_key_is_in_no_result(string key)
    {
        var result = new ResultWriter(key).Of(JsonSerializer.SerializeToElement(new { failure = $"{key} is not liked" }));

        result.StructuredContent!.Value.GetProperty("failure").GetString().ShouldBe("*** is not liked");
        ((TextContentBlock)result.Content.Single()).Text.ShouldBe("""{"failure":"*** is not liked"}""");
    }

    [Fact]
    public void The_key_is_in_no_line_of_a_task_or_of_its_progress() =>
        new ResultWriter("another-key").Clean("req_another-key processing").ShouldBe("req_*** processing");

    [Fact]
    public void A_signed_link_to_a_video_stays_whole()
    {
        const string Link = "https://videos.example.com/a.mp4?X-Signature=0123";

        new ResultWriter("key").Of(JsonSerializer.SerializeToElement(new { videoUrl = Link }))
            .StructuredContent!.Value.GetProperty("videoUrl").GetString().ShouldBe(Link);
    }
}
