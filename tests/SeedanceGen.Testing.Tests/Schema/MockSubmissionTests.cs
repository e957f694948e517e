using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Schema;

public sealed class MockSubmissionTests
{
    private const string Submission = "POST /api/open/v1/video/generations (submitVideoGeneration): ";

    [Theory]
    [InlineData("""{"model":"seedance-1.5-pro","prompt":"A river","duration":7}""", "/duration: expected one of 5, 10, actual 7 (enum)")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","duration":3}""", "/duration: expected at least 4, actual 3 (minimum)")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","duration":null}""", "/duration: expected an integer, actual null (type)")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","prompt":"A lake"}""",
        "/prompt: expected each name once, actual the name again (json)")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","metadata":[]}""", "/metadata: expected an object, actual an array (type)")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","mediaUrls":["https://a.example/x","http://a.example/y?token=t"]}""",
        "/mediaUrls/1: expected a match of ^https://, actual \"http://a.example/y\" (pattern)")]
    [InlineData("""{"model":"seedance-2.0"}""", "/prompt: expected a value, actual nothing (required)")]
    [InlineData("""["seedance-2.0"]""", "the whole body: expected an object, actual an array (type)")]
    [InlineData("", "the whole body: expected one JSON value, actual nothing (json)")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","aspectRatio":"\ud800"}""",
        """/aspectRatio: expected a string of whole Unicode characters, actual "\ud800" (type)""")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","metadata":{"a":["\udc00"]}}""",
        """/metadata/a/0: expected a string of whole Unicode characters, actual "\udc00" (type)""")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","metadata":{"\ud800":1}}""",
        "/metadata: expected names of whole Unicode characters, actual a name with half of one (json)")]
    [InlineData("""{"model":"seedance-2.0","prompt":"A river","duration":99999999999999999999999999999999999999999999999999}""",
        "/duration: expected at most 15, actual 9999999999999999999999999999999999999999… (maximum)")]
    public async Task A_request_that_breaks_the_contract_is_refused_and_reported_with_place_expectation_and_origin(string body, string what)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Strict = false });
        using var api = new ApiCaller(server);

        (await api.SubmitAsync(body)).ShouldBeError(HttpStatusCode.BadRequest, MockErrorCodes.InvalidRequest);

        server.Violations.ShouldBe(
            [new MockViolation(MockViolationKind.RequestViolation, Submission + what + ". The fault of the caller.")]);
    }

    [Fact]
    public async Task A_request_in_another_encoding_than_UTF_8_is_refused_and_found_by_its_first_foreign_byte()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Strict = false });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes("""{"model":"seedance-2.0","prompt":"Älv"}"""));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await http.PostAsync("api/open/v1/video/generations", content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        server.Violations.ShouldHaveSingleItem().Message.ShouldBe(
            Submission
                + "the whole body: expected a text in UTF-8, actual something else from byte 34 on (json). The fault of the caller.");
        server.Journal.Entries.ShouldHaveSingleItem().StatusCode.ShouldBe(400);
    }

    [Fact]
    public async Task What_the_description_leaves_open_is_accepted()
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var api = new ApiCaller(server);

        var accepted = await api.SubmitAsync("""{"model":"seedance-2.0","prompt":"A river","seed":7,"metadata":{"a":null,"b":{"a":1}}}""");

        accepted.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("application/json;charset=utf8")]
    [InlineData("application/json; charset=\"utf8\"")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("APPLICATION/JSON ; Charset=Utf8")]
    [InlineData("application/json; profile=a; charset=utf-8")]
    public async Task A_submission_in_UTF_8_by_any_name_is_accepted(string type)
    {
        await using var server = await SeedanceMockServer.StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.BaseAddress, "api/open/v1/video/generations"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Requests.Simple));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null, "nothing")]
    [InlineData("text/plain", "\"text/plain\"")]
    [InlineData("application/json; charset=utf-16", "\"application/json; charset=utf-16\"")]
    [InlineData("application/json; charset=utf16", "\"application/json; charset=utf16\"")]
    public async Task A_submission_of_another_media_type_is_refused(string? type, string actual)
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Strict = false });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.BaseAddress, "api/open/v1/video/generations"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Requests.Simple));
        if (type is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var response = await http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await response.Content.ReadAsStringAsync()).ShouldContain(MockErrorCodes.UnsupportedMediaType);
        server.Violations.Single().Message.ShouldBe(
            Submission + $"the whole body: expected application/json, actual {actual} (Content-Type). The fault of the caller.");
        server.Ledger.TotalCharged.ShouldBe(0);
    }

    [Fact]
    public async Task An_unmatched_route_is_found_with_the_nearest_operation()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Strict = false });
        using var api = new ApiCaller(server);

        await api.SendAsync(HttpMethod.Get, "v1/video/generation/x");
        await api.SendAsync(HttpMethod.Post, "api/open/v1/video/generations/x/cancle");
        await api.SendAsync(HttpMethod.Get, "models");

        server.Violations.Select(violation => violation.Kind).ShouldAllBe(kind => kind == MockViolationKind.UnmatchedRequest);
        server.Violations.Select(violation => violation.Message).ShouldBe(
        [
            "GET /v1/video/generation/x is no operation; nearest: GET /api/open/v1/video/generations/{requestId}. The fault of the caller.",
            "POST /api/open/v1/video/generations/x/cancle is no operation; "
                + "nearest: POST /api/open/v1/video/generations/{requestId}/cancel. The fault of the caller.",
            "GET /models is no operation; nearest: GET /api/open/v1/models. The fault of the caller.",
        ]);
    }

    [Fact]
    public async Task The_response_to_a_method_that_a_path_does_not_have_names_those_that_it_has()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Strict = false });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };

        using var response = await http.DeleteAsync("api/open/v1/models");

        response.Content.Headers.Allow.ShouldBe(["GET"]);
        server.Violations.Single().Message.ShouldContain("with GET only");
    }

    [Theory]
    [InlineData("status", "\"rendering\"",
        "/status: expected one of \"queued\", \"processing\", \"succeeded\", \"failed\", \"cancelled\", actual \"rendering\" (enum)")]
    [InlineData("requestId", "7", "/requestId: expected a string, actual 7 (type)")]
    [InlineData("requestId", null, "/requestId: expected a value, actual nothing (required)")]
    [InlineData("duration", "null", "/duration: expected an integer, actual null (type)")]
    [InlineData("output", """{"url":"river.mp4"}""", "/output/url: expected the format uri, actual \"river.mp4\" (format)")]
    public async Task A_response_that_breaks_the_contract_fails_the_test_and_names_its_origin(string field, string? json, string what)
    {
        var server = await SeedanceMockServer.StartAsync(new()
        {
            Reshape = response =>
            {
                if (response.OperationId != "getVideoGeneration")
                    return;
                if (json is null)
                    response.Body!.AsObject().Remove(field);
                else
                    response.Body![field] = JsonNode.Parse(json);
            },
        });
        using var api = new ApiCaller(server);
        var requestId = await api.StartJobAsync();
        await api.GetAsync(requestId);

        var thrown = await Should.ThrowAsync<SeedanceMockException>(async () => await server.DisposeAsync());

        var found = thrown.Violations.ShouldHaveSingleItem();
        found.Kind.ShouldBe(MockViolationKind.ResponseViolation);
        found.Message.ShouldBe(
            $"the response 200 to GET /api/open/v1/video/generations/{requestId} (getVideoGeneration): {what}. "
            + "The fault of the test, which shapes responses by SeedanceMockOptions.Reshape.");
    }

    [Fact]
    public async Task An_exception_of_a_test_that_shapes_a_response_is_shown()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Reshape = _ => throw new NotSupportedException("no shape") });
        using var api = new ApiCaller(server);

        var response = await api.ListModelsAsync();

        response.ShouldBeError(HttpStatusCode.InternalServerError, MockErrorCodes.OptionFailed);
        response.ErrorMessage.ShouldBe("SeedanceMockOptions.Reshape failed with NotSupportedException: no shape");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_shaped_response_that_cannot_be_sent_is_reported_and_not_sent(bool inMemory)
    {
        SeedanceMockOptions options = new()
        {
            Strict = false,
            Reshape = response =>
            {
                if (response.OperationId == MockOperation.ListModels.Id)
                    response.StatusCode = 99;
                else
                    response.Body!["creditsCharged"] = double.NaN;
            },
        };
        await using var mock = inMemory ? SeedanceMock.InMemory(options) : await SeedanceMockServer.StartAsync(options);
        using var api = new ApiCaller(mock);

        var responses = new[] { await api.ListModelsAsync(), await api.SubmitAsync() };

        responses[0].ShouldBeError(HttpStatusCode.InternalServerError, MockErrorCodes.OptionFailed);
        responses[0].ErrorMessage.ShouldEndWith("it set StatusCode to 99; 200 to 599 can be sent.");
        responses[1].ShouldBeError(HttpStatusCode.InternalServerError, MockErrorCodes.OptionFailed);
        mock.Journal.Entries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_violation_never_shows_the_key()
    {
        await using var server = await SeedanceMockServer.StartAsync(new() { Strict = false });
        using var api = new ApiCaller(server);

        await api.SendAsync(HttpMethod.Get, "api/" + server.ApiKey);
        await api.SubmitAsync($$"""{"model":"{{server.ApiKey}}","prompt":"A river"}""");

        server.Violations.Count(violation => violation.Kind is MockViolationKind.UnmatchedRequest or MockViolationKind.RequestViolation)
            .ShouldBe(2);
        server.Violations.ShouldAllBe(violation => !violation.Message.Contains(server.ApiKey));
    }
}
