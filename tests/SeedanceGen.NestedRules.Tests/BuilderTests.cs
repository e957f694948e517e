using SeedanceGen.NestedRules.Tests.Support;
using SeedanceGen.Rules;

namespace SeedanceGen.NestedRules.Tests;

/// <summary>Objects in a request, written field by field: the request that is built is the one that records make.</summary>
public sealed class BuilderTests
{
    [Fact]
    public void A_request_that_is_built_field_by_field_is_sent_as_one_of_records()
    {
        var built = VideoRequest.Alpha("A river")
            .WithSeconds(10)
            .WithQuality(Quality.High)
            .WithSeed(1)
            .WithNote("Mine")
            .WithCamera(CameraMotion.Pan, camera => camera.WithStrength(1).WithLens(lens => lens.WithFocal(35)))
            .WithOverlay("The end", overlay => overlay.WithSize(24))
            .AddKeyframe(0, new Uri("https://media.example/1.png"))
            .AddKeyframe(15, new Uri("https://media.example/1.png"), frame => frame.WithCaption("river"))
            .WithLabels("left/right", "ok")
            .WithWeights("one", 0.5)
            .WithPath([0, 1], [-1, 0.5])
            .WithShape(new CircleBuilder(9).Build())
            .WithSource(new LinkSourceBuilder(new Uri("https://media.example/1.mp4")).Build())
            .Build();

        Requests.Sent(built).ShouldBe(Requests.Sent(Requests.Full));
        Mock.ViolationsOf(Requests.Sent(built)).ShouldBeEmpty();
    }

    [Fact]
    public void Build_names_the_place_of_a_nested_value()
    {
        // Through a variable: the compile-time check sees constants only.
        var time = 15.5;
        var builder = VideoRequest.Alpha("A river")
            .AddKeyframe(0, new Uri("https://media.example/1.png"))
            .AddKeyframe(time, new Uri("https://media.example/1.png"));

        var violation = Should.Throw<SeedanceValidationException>(builder.Build).Violations.ShouldHaveSingleItem();

        (violation.Field, violation.Pointer, violation.Accepted).ShouldBe(("keyframes[1].time", "/keyframes/1/time", "0 to 15 seconds"));
    }

    [Theory]
    [InlineData(typeof(Camera), typeof(CameraBuilder))]
    [InlineData(typeof(CameraLens), typeof(CameraLensBuilder))]
    [InlineData(typeof(Keyframe), typeof(KeyframeBuilder))]
    [InlineData(typeof(LinkSource), typeof(LinkSourceBuilder))]
    public void A_record_leads_to_its_builder(Type record, Type builder) =>
        record.GetCustomAttributes(false).OfType<ObjectBuilderAttribute>().ShouldHaveSingleItem().Builder.ShouldBe(builder);
}
