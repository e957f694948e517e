using System.Text;
using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>Bodies of every kind, to the service and from it.</summary>
public sealed class BodyTests
{
    [Fact]
    public async Task A_form_has_its_files_and_fields_as_parts_and_the_stream_stays_open()
    {
        var service = new StubService(StubService.Json("""{"left":1}""", 201));
        await using var client = service.CreateClient();
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes("PNG…"));

        await client.Api.UploadMediaAsync(
            new UploadFile(bytes, "a \"b\".png", "image/png"),
            purpose: "frame",
            size: 5,
            tags: ["x", "y"],
            filter: new QuotaFilter { Owner = "me" });

        service.Last.Headers["Content-Type"].ShouldStartWith("multipart/form-data; boundary=");
        var text = service.Last.Text;
        text.ShouldContain("Content-Type: image/png\r\n");
        text.ShouldContain("Content-Disposition: form-data; name=\"file\"; filename=\"a _b_.png\"\r\n\r\nPNG…\r\n");
        text.ShouldContain("form-data; name=\"purpose\"\r\n\r\nframe\r\n");
        text.ShouldContain("form-data; name=\"size\"\r\n\r\n5\r\n");
        text.ShouldContain("form-data; name=\"tags\"\r\n\r\nx\r\n");
        text.ShouldContain("form-data; name=\"tags\"\r\n\r\ny\r\n");
        text.ShouldContain("{\"owner\":\"me\"}");
        bytes.CanRead.ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_can_be_read_again_is_sent_whole_in_each_attempt_from_where_it_stood()
    {
        var service = new StubService(StubService.Empty(502), StubService.Empty(204));
        await using var client = service.CreateClient();
        using var bytes = new MemoryStream("skipped,sent"u8.ToArray()) { Position = 8 };

        await client.Api.PutBlobAsync(7, bytes);

        service.Seen.Select(seen => seen.Text).ShouldBe(["sent", "sent"]);
        service.Last.Target.ShouldBe("/v1/blobs/7");
        service.Last.Headers["Content-Type"].ShouldBe("application/octet-stream");
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_again_is_sent_once()
    {
        var service = new StubService(StubService.Empty(502), StubService.Empty(204));
        await using var client = service.CreateClient();
        using var once = new OnceStream("sent"u8.ToArray());

        await Should.ThrowAsync<SeedanceApiException>(() => client.Api.PutBlobAsync(7, once));
        service.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_of_fields_is_sent_as_one_and_a_text_is_read()
    {
        var service = new StubService(_ => new HttpResponseMessage { Content = new StringContent("Grüße") });
        await using var client = service.CreateClient();

        (await client.Api.PostNoteAsync(new QuotaFilter { Owner = "a&b", Size = 2 })).ShouldBe("Grüße");

        service.Last.Text.ShouldBe("owner=a%26b&size=2");
        service.Last.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        service.Last.Headers["Accept"].ShouldStartWith("text/plain");
    }

    [Fact]
    public async Task An_optional_body_is_left_out_and_a_list_is_read()
    {
        var service = new StubService(StubService.Json("""[{"left":1},{"left":2}]"""));
        await using var client = service.CreateClient();

        (await client.Api.PatchNoteAsync()).Select(quota => quota.Left).ShouldBe([1, 2]);
        service.Last.HasContent.ShouldBeFalse();

        await client.Api.PatchNoteAsync(new QuotaFilter { Size = 1 });
        service.Last.Text.ShouldBe("""{"size":1}""");
    }

    [Fact]
    public async Task A_response_without_a_body_is_a_success_unless_it_reports_an_error()
    {
        var service = new StubService(
            StubService.Empty(204), StubService.Json("""{"success":false,"error":{"code":"gone","message":"m"}}"""));
        await using var client = service.CreateClient();
        using var bytes = new MemoryStream([1]);

        await client.Api.PutBlobAsync(1, bytes);
        (await Should.ThrowAsync<SeedanceApiException>(() => client.Api.PutBlobAsync(1, bytes))).Code.ShouldBe("gone");
    }

    private sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
