using static SeedanceGen.NestedRules.Tests.Editor.UserEditor;

namespace SeedanceGen.NestedRules.Tests.Editor;

/// <summary>The editor knows the rules between fields, and what a model narrows inside an object.</summary>
[Trait("Category", "Slow")]
public sealed class RuleTests
{
    private const string Request = "_ = new VideoGenerationRequest { Model = SeedanceModel.Alpha, Prompt = \"A\", ";
    private const string Beta = "_ = new VideoGenerationRequest { Model = SeedanceModel.Beta, Prompt = \"A\", ";

    [Theory]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, c => c.WithStrength(0.75)).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, c => { "
        + "c.WithLens(l => l.WithFocal(50)); c.WithStrength(0.75); }).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, c => c.WithStrength(0.75));")]
    [InlineData("builder.WithCamera(CameraMotion.Pan, c => c.WithStrength(0.75));")]
    [InlineData("VideoRequest.Beta(text).WithSeconds(number)"
        + ".WithCamera(new CameraBuilder(CameraMotion.Zoom).WithStrength(0.75).Build()).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(new Camera { Motion = CameraMotion.Pan, Strength = 0.75 });")]
    [InlineData(Beta + "Camera = new Camera { Motion = CameraMotion.Pan, Strength = 0.75 } };")]
    [InlineData(Beta + "Camera = new() { Motion = CameraMotion.Pan, Strength = 0.75 } };")]
    [InlineData("_ = old with { Model = SeedanceModel.Beta, Camera = new Camera { Motion = CameraMotion.Pan, Strength = 0.75 } };")]
    public async Task A_value_inside_an_object_that_its_model_does_not_accept_is_reported_at_its_place(string body) =>
        (await SaysAsync(body)).ShouldBe([("0.75", "camera.strength is 0.75, but beta accepts at most 0.5")]);

    [Theory]
    [InlineData("VideoRequest.Alpha(\"A\").WithCamera(CameraMotion.Pan, c => c.WithStrength(0.75)).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, c => c.WithStrength(0.5)).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, c => c.WithStrength(number)).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, c => { if (flag) c.WithStrength(0.75); }).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, c => c.WithStrength(0.75).WithStrength(0.25)).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, set).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(given).Build();")]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(flag ? new Camera { Motion = CameraMotion.Pan, Strength = 0.75 } : given).Build();")]
    [InlineData("Common(VideoRequest.Beta(\"A\")).WithCamera(given with { Motion = CameraMotion.Zoom }).Build();")]
    [InlineData("_ = old with { Camera = new Camera { Motion = CameraMotion.Pan, Strength = 0.75 } };")]
    [InlineData("_ = new VideoGenerationRequest { Model = new SeedanceModel(text), Prompt = \"A\", "
        + "Camera = new Camera { Motion = CameraMotion.Pan, Strength = 0.75 } };")]
    public async Task A_value_that_its_model_accepts_or_that_is_not_known_is_not_reported(string body) =>
        (await SaysAsync(body)).ShouldBeEmpty();

    [Fact]
    public async Task Dependent_fields_a_condition_and_fields_that_do_not_go_together_are_reported_as_the_client_says_them()
    {
        (await SaysAsync("VideoRequest.Alpha(\"A\").WithSeed(1).Build();")).ShouldBe(
            [("Build", "quality is missing, but alpha accepts 'seed' only together with 'quality'")]);
        (await SaysAsync("VideoRequest.Alpha(text).WithNote(text).WithMail(text).Build();")).ShouldBe(
            [("Build", "The request has fields that do not go together, but alpha accepts not 'note' together with 'mail'")]);
        (await SaysAsync(Request + "Quality = Quality.High };")).ShouldHaveSingleItem().Message.ShouldBe(
            "seconds is missing, but alpha requires it: set it to a whole number from 1 to 15 seconds when 'quality' is high");
        (await SaysAsync(Request + "Seconds = 12, Quality = Quality.High };")).ShouldHaveSingleItem().ShouldBe(
            ("VideoGenerationRequest",
                "The request has fields that do not go together, but alpha accepts either 'seconds' at most 10, or 'quality' low"));
    }

    [Theory]
    [InlineData("VideoRequest.Alpha(\"A\").WithSeed(1);")]
    [InlineData("builder.WithSeed(1).Build();")]
    [InlineData("VideoRequest.Alpha(\"A\").WithSeed(1).WithQuality(new Quality(text)).Build();")]
    [InlineData("var later = VideoRequest.Alpha(\"A\").WithSeed(1); if (flag) later.WithQuality(Quality.Low); later.Build();")]
    [InlineData("VideoRequest.Alpha(\"A\").WithSeconds(number).WithQuality(Quality.High).Build();")]
    [InlineData("var start = new VideoGenerationRequest { Model = SeedanceModel.Alpha, Prompt = \"A\", Seed = 1 }; "
        + "_ = start with { Quality = Quality.Low };")]
    [InlineData("Take(new VideoGenerationRequest { Model = SeedanceModel.Alpha, Prompt = \"A\", Seed = 1 });")]
    [InlineData("Func<VideoGenerationRequest> make = () => new() { Model = SeedanceModel.Alpha, Prompt = \"A\", Seed = 1 };")]
    [InlineData("string? none = flag ? text : null; _ = new VideoGenerationRequest "
        + "{ Model = SeedanceModel.Alpha, Prompt = \"A\", Note = none, Mail = \"a\" };")]
    [InlineData("_ = new VideoGenerationRequest { Model = SeedanceModel.Alpha, Prompt = \"A\", Note = null, Mail = \"a\" };")]
    [InlineData("_ = VideoRequest.Alpha(\"A\").WithSeed(1).WithQuality(Quality.Low).Build() with { Mail = text };")]
    [InlineData("object boxed = text; _ = new VideoGenerationRequest "
        + "{ Model = SeedanceModel.Alpha, Prompt = \"A\", Note = \"a\", Mail = boxed as string };")]
    [InlineData("_ = new VideoGenerationRequest "
        + "{ Model = SeedanceModel.Alpha, Prompt = \"A\", Weights = new SortedDictionary<string, double>() };")]
    [InlineData("_ = new VideoGenerationRequest { Model = new SeedanceModel(\"gamma\"), Prompt = \"A\" };")]
    public async Task A_rule_between_fields_says_nothing_when_a_field_is_unknown_or_may_be_set_elsewhere(string body) =>
        (await SaysAsync(body)).ShouldBeEmpty();

    [Theory]
    [InlineData("var made = new VideoGenerationRequest { Model = SeedanceModel.Alpha, Prompt = \"A\", Seed = 1 }; made.Validate();")]
    [InlineData("VideoGenerationRequest made = new() { Model = SeedanceModel.Alpha, Prompt = text, Seed = number }; made.Validate();")]
    [InlineData("_ = new VideoGenerationRequest { Model = SeedanceModel.Alpha, Prompt = \"A\", Quality = Quality.Low } "
        + "with { Seed = 1, Quality = null };")]
    public async Task A_request_that_is_used_as_it_is_made_is_validated_as_a_whole(string body) =>
        (await SaysAsync(body)).ShouldHaveSingleItem().Message.ShouldBe(
            "quality is missing, but alpha accepts 'seed' only together with 'quality'");

    [Theory]
    [InlineData("VideoRequest.Alpha(\"A\").WithShape(new Circle { Radius = 9, Edge = -1 });", "-1")]
    [InlineData("VideoRequest.Alpha(\"A\").WithWeights(\"one\", 2);", "2")]
    [InlineData("VideoRequest.Alpha(\"A\").WithPath([0, 1], [0, 2]);", "2")]
    [InlineData(Request + "Weights = new Dictionary<string, double> { [\"one\"] = 2 } };", "2")]
    [InlineData("VideoRequest.Alpha(\"A\").WithLabels(\"one\", \"A\");", "\"A\"")]
    public async Task Every_place_inside_a_request_is_checked_once(string body, string marked) =>
        (await SaysAsync(body)).ShouldHaveSingleItem().Marked.ShouldBe(marked);

    [Fact]
    public async Task Each_item_of_a_list_counts()
    {
        const string Frame = ".AddKeyframe(1, new Uri(\"https://a.example/1.png\"))";

        (await SaysAsync($"VideoRequest.Beta(\"A\"){Frame}{Frame}.Build();")).ShouldBeEmpty();
        (await SaysAsync($"VideoRequest.Beta(\"A\"){Frame}{Frame}{Frame}.Build();")).ShouldHaveSingleItem().Message
            .ShouldBe("keyframes has 3 values, but beta accepts at most 2 values");
        (await SaysAsync($"builder{Frame}{Frame}{Frame}.Build();")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("VideoRequest.Beta(\"A\").WithCamera(CameraMotion.Pan, c => c.WithStrength(0.75)).Build();", "0.75", "0.5")]
    [InlineData(Beta + "Camera = new() { Motion = CameraMotion.Pan, Strength = 0.75 } };", "0.75", "0.5")]
    public async Task A_fix_writes_the_nearest_value_that_the_model_accepts(string body, string written, string nearest) =>
        (await FixedAsync(body)).ShouldBe(body.Replace(written, nearest, StringComparison.Ordinal));

    [Fact]
    public async Task A_builder_of_the_user_s_own_is_not_read() => (await DiagnosticsAsync(Compile(
        """
        class Own(string prompt = "A")
        {
            public VideoGenerationRequest Build() => VideoRequest.Alpha(prompt).Build();
            static void Use() { new Own().Build(); new Own("A").Build(); }
        }
        class OwnCamera
        {
            public Camera Build() => new() { Motion = CameraMotion.Pan };
            static void Use() => VideoRequest.Alpha("A").WithCamera(new OwnCamera().Build()).Build();
        }
        """))).ShouldBeEmpty();

    [Fact]
    public async Task A_rule_between_fields_has_no_fix() =>
        (await FixedAsync("VideoRequest.Alpha(\"A\").WithSeed(1).Build();")).ShouldBeNull();
}
