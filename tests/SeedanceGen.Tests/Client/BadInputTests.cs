using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Client;

/// <summary>Bad input is refused in one line that names what is wrong and what is accepted, before anything is sent.</summary>
public sealed class BadInputTests
{
    private static readonly VideoGenerationRequest Fine = new() { Model = SeedanceModel.Seedance20, Prompt = "A river" };

    public static TheoryData<string, VideoGenerationRequest, string, string> Requests => new()
    {
        { "empty prompt", Fine with { Prompt = "" }, "prompt", "not blank" },
        { "unknown ratio", Fine with { AspectRatio = new AspectRatio("21:9") }, "aspectRatio", "16:9, 9:16 or 1:1" },
        { "unknown resolution", Fine with { Resolution = new Resolution("4k") }, "resolution", "480p, 720p or 1080p" },
        { "wrong duration", Fine with { Duration = 16 }, "duration", "4 to 15 seconds" },
        { "wrong duration for the model", Fine with { Model = SeedanceModel.Seedance15Pro, Duration = 7 }, "duration", "5 or 10 seconds" },
        { "media that is not HTTPS", Fine with { MediaUrls = [new Uri("http://example.com/a.jpg")] }, "mediaUrls[0]", "an HTTPS URL" },
        { "six media", Fine with { MediaUrls = [.. Enumerable.Repeat(new Uri("https://example.com/a.jpg"), 6)] }, "mediaUrls", "1 to 5" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_breaks_a_rule_is_not_sent(string name, VideoGenerationRequest request, string field, string accepted)
    {
        await using var server = new ScriptedServer(OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        await using var client = server.CreateClient();

        var error = await Should.ThrowAsync<SeedanceValidationException>(() => client.SubmitAsync(request), name);

        error.Message.ShouldNotContain("\n");
        error.Message.ShouldContain(field);
        error.Message.ShouldContain(accepted);
        error.Violations.ShouldHaveSingleItem().Field.ShouldBe(field);
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://seedance.example", "HTTPS")]
    [InlineData("ftp://127.0.0.1", "HTTPS")]
    [InlineData("https://user:secret@seedance.example", "user name")]
    [InlineData("https://seedance.example?x=1", "query")]
    public void A_base_address_that_would_expose_the_key_is_refused(string address, string reason)
    {
        var error = Should.Throw<SeedanceConfigurationException>(
            () => new SeedanceClient("sd2_live_test", new SeedanceClientOptions { BaseAddress = new Uri(address) }));

        error.Message.ShouldNotContain("\n");
        error.Message.ShouldContain(reason);
        error.Message.ShouldNotContain("secret");
        error.Setting.ShouldContain("BaseAddress");
    }

    [Theory]
    [InlineData("sd2_live_a\nb")]
    [InlineData("sd2_live_a\r\nX-Injected: 1")]
    [InlineData("sd2_live_å")]
    [InlineData(" ")]
    [InlineData("")]
    public void A_key_that_could_break_out_of_its_header_is_refused_without_being_shown(string key)
    {
        var error = Should.Throw<SeedanceConfigurationException>(() => new SeedanceClient(key));

        error.Message.ShouldNotContain("\n");
        error.Message.ShouldNotContain("sd2_live_a");
    }

    [Theory]
    [PastTheProxy("One response for all operations is described for none but one.")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_response_that_is_larger_than_allowed_is_an_error_that_says_how_large(bool saysLength)
    {
        var body = $$"""{"success":true,"requestId":"req_1","status":"queued","more":"{{new string('x', 5000)}}"}""";
        await using var server = new ScriptedServer(
            saysLength ? OnSocket.Json(body) : OnSocket.Bytes("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body));
        await using var client = server.CreateClient(new SeedanceClientOptions { MaxResponseBytes = 2048 });

        foreach (var call in new Func<Task>[] { () => client.GetAsync("req_1"), () => client.CancelAsync("req_1"),
            () => client.ListModelsAsync() })
            (await Record.ExceptionAsync(call))
                .ShouldBeOfType<SeedanceConnectionException>().Message.ShouldContain("larger than 2048 bytes");
    }

    [Theory]
    [PastTheProxy("The responses are nested too deep to be what is described.")]
    [InlineData("{\"requestId\":", "}")]
    [InlineData("[", "]")]
    public async Task A_response_that_is_nested_too_deep_is_a_typed_error(string open, string close)
    {
        const int Depth = 20_000;
        var nested = string.Concat(Enumerable.Repeat(open, Depth)) + "1" + string.Concat(Enumerable.Repeat(close, Depth));
        foreach (var body in new[] { nested, $$"""{"success":true,"requestId":"req_1","status":"queued","more":{{nested}}}""" })
        {
            foreach (var status in new[] { 200, 400 })
            {
                await using var server = new ScriptedServer(OnSocket.Json(body, status));
                await using var client = server.CreateClient();

                (await Record.ExceptionAsync(() => client.GetAsync("req_1"))).ShouldBeAssignableTo<SeedanceException>();
                (await Record.ExceptionAsync(() => client.SubmitAsync(Fine))).ShouldBeAssignableTo<SeedanceException>();
            }
        }
    }

    [Fact]
    [PastTheProxy("The model of the request is unknown.")]
    public async Task A_model_that_is_newer_than_the_library_is_let_through()
    {
        await using var server = new ScriptedServer(OnSocket.Json(Documented.Read("text-to-video.accepted.json")));
        await using var client = server.CreateClient();

        await client.SubmitAsync(Fine with { Model = new SeedanceModel("seedance-9"), Duration = 60 });

        server.Requests.ShouldHaveSingleItem().Body.ShouldContain("seedance-9");
    }
}
