using System.Net;
using System.Net.Http.Headers;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Service;

public sealed class VideoDownloadTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _http = new();
    private SeedanceMockServer _server = null!;
    private ApiCaller _api = null!;

    public async Task InitializeAsync()
    {
        _server = await SeedanceMockServer.StartAsync(
            new() { LifecycleFor = request => request.Prompt == "slow" ? JobLifecycle.Manually : JobLifecycle.Immediately });
        _api = new ApiCaller(_server);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _api.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task A_video_comes_whole_with_length_type_and_tag()
    {
        using var response = await _http.GetAsync(await VideoAsync());
        var content = await response.Content.ReadAsByteArrayAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("video/mp4");
        response.Content.Headers.ContentLength.ShouldBe(content.Length);
        response.Headers.ETag.ShouldNotBeNull().IsWeak.ShouldBeFalse();
        response.Headers.AcceptRanges.ShouldBe(["bytes"]);
        content.AsSpan(4, 4).SequenceEqual("ftyp"u8).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_known_aspect_ratio_has_a_clip_of_its_own_and_a_job_without_one_gets_the_first()
    {
        var clips = new List<string>();
        foreach (var ratio in AspectRatio.KnownValues)
            clips.Add(Convert.ToHexString(await _http.GetByteArrayAsync(await VideoAsync(Requests.WithAspectRatio(ratio.Value)))));

        clips.Distinct().Count().ShouldBe(AspectRatio.KnownValues.Count);
        Convert.ToHexString(await _http.GetByteArrayAsync(await VideoAsync())).ShouldBe(clips[0]);
    }

    [Theory]
    [InlineData("bytes=0-99", 0, 100)]
    [InlineData("bytes=100-", 100, null)]
    [InlineData("bytes=-10", -10, 10)]
    [InlineData("bytes=5-999999", 5, null)]
    public async Task A_range_brings_exactly_that_part(string range, int start, int? length)
    {
        var url = await VideoAsync();
        var whole = await _http.GetByteArrayAsync(url);
        var from = start < 0 ? whole.Length + start : start;
        var expected = whole[from..(length is null ? whole.Length : from + length.Value)];

        using var response = await GetAsync(url, request => request.Headers.TryAddWithoutValidation("Range", range));

        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        response.Content.Headers.ContentRange.ShouldBe(new ContentRangeHeaderValue(from, from + expected.Length - 1, whole.Length));
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("bytes=999999-")]
    [InlineData("bytes=-0")]
    public async Task A_range_outside_of_the_video_cannot_be_served(string range)
    {
        var url = await VideoAsync();
        var whole = await _http.GetByteArrayAsync(url);

        using var response = await GetAsync(url, request => request.Headers.TryAddWithoutValidation("Range", range));

        response.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        response.Content.Headers.ContentRange.ShouldBe(new ContentRangeHeaderValue(whole.Length));
        response.Content.Headers.ContentLength.ShouldBe(0);
    }

    [Theory]
    [InlineData("bytes=9-5")]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("seconds=0-1")]
    [InlineData("bytes")]
    public async Task What_is_no_single_range_gets_the_whole_video(string range)
    {
        using var response = await GetAsync(await VideoAsync(), request => request.Headers.TryAddWithoutValidation("Range", range));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.PartialContent)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task A_download_is_resumed_only_when_the_tag_is_still_the_same(bool same, HttpStatusCode expected)
    {
        var url = await VideoAsync();
        using var first = await _http.GetAsync(url);
        var tag = same ? first.Headers.ETag! : new EntityTagHeaderValue("\"other\"");

        using var response = await GetAsync(url, request =>
        {
            request.Headers.Range = new RangeHeaderValue(10, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        });

        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_video_that_the_caller_has_is_not_sent_again()
    {
        var url = await VideoAsync();
        using var first = await _http.GetAsync(url);

        using var response = await GetAsync(url, request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        response.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Only_the_headers_can_be_asked_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, await VideoAsync());
        using var response = await _http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBePositive();
    }

    [Fact]
    public async Task There_is_no_video_before_the_job_has_succeeded()
    {
        var ready = await VideoAsync();
        var job = _server.GetJob(await _api.StartJobAsync("""{"model":"seedance-2.0","prompt":"slow"}"""));
        var url = new Uri(ready, job.RequestId + ".mp4");

        (await StatusAsync(url)).ShouldBe(HttpStatusCode.NotFound);
        job.Succeed();
        (await StatusAsync(url)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(new Uri(ready, "req_other.mp4"))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(new Uri(ready, job.RequestId))).ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<Uri> VideoAsync(string? body = null) => (await _api.GetAsync(await _api.StartJobAsync(body))).OutputUrl;

    private async Task<HttpResponseMessage> GetAsync(Uri url, Action<HttpRequestMessage> configure)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        configure(request);
        return await _http.SendAsync(request);
    }

    private async Task<HttpStatusCode> StatusAsync(Uri url)
    {
        using var response = await _http.GetAsync(url);
        return response.StatusCode;
    }
}
