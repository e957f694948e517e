using SeedanceGen.NestedRules.Tests.Support;
using SeedanceGen.Rules;
using static SeedanceGen.NestedRules.Tests.Support.Requests;

namespace SeedanceGen.NestedRules.Tests;

/// <summary>Rules inside a request and between its fields: at run time, in what the client sends, and in the mock.</summary>
public sealed class RejectionTests
{
    /// <summary>
    /// Each kind of rule with a request that breaks it alone, and the violation: field, pointer, keyword, what is accepted.
    /// </summary>
    private static readonly Dictionary<string, (VideoGenerationRequest Request, string[] Expected)> Cases = new()
    {
        ["limit in an object"] = (Full with { Camera = new Camera { Motion = CameraMotion.Pan, Strength = 1.5 } },
            ["camera.strength", "/camera/strength", "maximum", "0 to 1"]),
        ["limit of an item"] = (Full with { Keyframes = [Frame(0), Frame(15.5)] },
            ["keyframes[1].time", "/keyframes/1/time", "maximum", "0 to 15 seconds"]),
        ["link of an item"] = (Full with { Keyframes = [Frame(0, "http://media.example/1.png")] },
            ["keyframes[0].imageUrl", "/keyframes/0/imageUrl", "pattern", "an HTTPS URL"]),
        ["text of an item that may be null"] = (Full with { Keyframes = [Frame(0, caption: "rivers")] },
            ["keyframes[0].caption", "/keyframes/0/caption", "maxLength", "at most 5 characters"]),
        ["object in an object"] = (
            Full with { Camera = new Camera { Motion = CameraMotion.Pan, Lens = new CameraLens { Focal = 36 } } },
            ["camera.lens.focal", "/camera/lens/focal", "multipleOf", "10 to 200 millimetres and a multiple of 5"]),
        ["enumeration in an object"] = (Full with { Camera = new Camera { Motion = new CameraMotion("tilt") } },
            ["camera.motion", "/camera/motion", "enum", "pan or zoom"]),
        ["numbers of an object in place"] = (Full with { Overlay = new VideoGenerationRequestOverlay { Text = "The end", Size = 13 } },
            ["overlay.size", "/overlay/size", "enum", "12 or 24 pixels"]),
        ["further field of a closed object"] = (
            Full with { Overlay = new VideoGenerationRequestOverlay { Text = "The end", AdditionalProperties = Unknown("colour") } },
            ["overlay.colour", "/overlay/colour", "additionalProperties", "only the fields text, size"]),
        ["value of a map"] = (Full with { Labels = new Dictionary<string, Label> { ["left/right"] = new() { Text = "a" } } },
            ["labels.left/right.text", "/labels/left~1right/text", "minLength", "at least 2 characters"]),
        ["list in a list"] = (Full with { Path = [[0, 1], [0, 2]] }, ["path[1][1]", "/path/1/1", "maximum", "-1 to 1"]),
        ["number of items of an inner list"] = (Full with { Path = [[0, 1, 1]] },
            ["path[0]", "/path/0", "maxItems", "exactly 2 values"]),
        ["missing text in an object"] = (Full with { Overlay = new VideoGenerationRequestOverlay { Text = null! } },
            ["overlay.text", "/overlay/text", "required", "1 to 20 characters"]),
        ["null in a list"] = (Full with { Keyframes = [Frame(0), null!] }, ["keyframes[1]", "/keyframes/1", "type", "a JSON object"]),
        ["null in a map"] = (Full with { Labels = new Dictionary<string, Label> { ["a"] = null! } },
            ["labels.a", "/labels/a", "type", "a JSON object"]),
        ["limit that a model narrows"] = (
            Full with { Model = SeedanceModel.Beta, Camera = new Camera { Motion = CameraMotion.Pan, Strength = 0.75 } },
            ["camera.strength", "/camera/strength", "maximum", "at most 0.5"]),
        ["variant of a union"] = (Full with { Source = new JobSource { JobId = "j1" } },
            ["source.jobId", "/source/jobId", "minLength", "at least 3 characters"]),
        ["other variant of a union"] = (Full with { Source = new LinkSource { Url = new Uri("ftp://media.example/1.mp4") } },
            ["source.url", "/source/url", "pattern", "an HTTPS URL"]),
        ["variant that joins its union"] = (Full with { Shape = new Circle { Radius = 10 } },
            ["shape.radius", "/shape/radius", "maximum", "1 to 9"]),
        ["what all variants of a union share"] = (Full with { Shape = new Circle { Radius = 9, Edge = -1 } },
            ["shape.edge", "/shape/edge", "minimum", "0 or more"]),
        ["fields that exclude each other"] = (Full with { Mail = "a@example.com" },
            ["", "", "not", "not 'note' together with 'mail'"]),
        ["field that needs another"] = (Plain with { Seed = 1 },
            ["quality", "/quality", "dependentRequired", "'seed' only together with 'quality'"]),
        ["field that a value needs"] = (Plain with { Quality = Quality.High },
            ["seconds", "/seconds", "required", "a whole number from 1 to 15 seconds when 'quality' is high"]),
        ["one of two limits"] = (Full with { Seconds = 11 },
            ["", "", "anyOf", "either 'seconds' at most 10, or 'quality' low"]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void A_request_that_keeps_every_rule_passes()
    {
        foreach (var request in new[] { Full, Plain, Full with { Source = new JobSource { JobId = "j12" } } })
        {
            request.Validate().ShouldBeEmpty();
            request.ValidateStrictly().ShouldBeEmpty();
            Mock.ViolationsOf(Sent(request)).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Validate_names_the_place_the_rule_and_what_is_accepted(string name)
    {
        var (request, expected) = Cases[name];

        Texts(request.Validate()).ShouldBe([string.Join(" | ", expected)]);
        Texts(request.ValidateStrictly()).ShouldBe([string.Join(" | ", expected)]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_client_does_not_send_it(string name)
    {
        await using var server = Mock.Start();
        await using var client = new SeedanceClient(
            server.ApiKey, new SeedanceClientOptions { HttpHandler = server.CreateHandler(), BaseAddress = server.BaseAddress });

        var error = await Should.ThrowAsync<SeedanceValidationException>(() => client.SubmitAsync(Cases[name].Request));

        Texts(error.Violations).ShouldBe([string.Join(" | ", Cases[name].Expected)]);
        server.Violations.ShouldBeEmpty();
        server.Jobs.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_mock_rejects_it_at_the_same_place_by_the_same_rule_in_the_same_words(string name)
    {
        var (request, expected) = Cases[name];
        var json = Sent(request);

        Mock.ViolationsOf(json)
            .Select(violation => $"{violation.Field} | {violation.Pointer} | {violation.Keyword} | {violation.Accepted}").Distinct()
            .ShouldBe([string.Join(" | ", expected)]);
        var (status, text) = await Mock.PostAsync(json);
        status.ShouldBeInRange(400, 499);
        text.ShouldContain(expected[2]);
    }

    private static IEnumerable<string> Texts(IEnumerable<RuleViolation> violations) =>
        violations.Select(violation => $"{violation.Field} | {violation.Pointer} | {violation.Rule} | {violation.Accepted}");
}
