using SeedanceGen.Analyzers.CodeFixes.Acceptance;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Acceptance;

/// <summary>Objects inside a request, as builders and initializers write them.</summary>
public sealed class NestedTests
{
    private readonly Verifier _verifier = new(Descriptors.ConstantNotAcceptedId);
    private readonly FixVerifier _fixes = new(Descriptors.ConstantNotAcceptedId, new ConstantNotAcceptedFix());

    [Theory]
    [InlineData("WithFrame([|4|])", "length is 4, but swift-1 accepts 1 to 3")]
    [InlineData("WithFrame(1, frame => frame.WithZoom([|1.5|]))", "zoom is 1.5, but the API accepts 0 to 1")]
    [InlineData("WithFrame(1, frame => { frame.WithZoom([|-1|]); })", "zoom is -1, but the API accepts 0 to 1")]
    [InlineData("AddFrame(2).AddFrame([|0|])", "length is 0, but swift-1 accepts 1 to 3")]
    [InlineData("AddFrame(2, frame => frame.WithShape([|Shape.P1080|]))", "shape is P1080, but the API accepts 480p or 720p")]
    [InlineData("WithFrame(1, frame => frame.WithInner(2, inner => inner.WithInner([|9|])))", "length is 9, but the API accepts 1 to 3")]
    [InlineData("WithFrame(1, frame => frame.WithLinks(new Uri([|\"http://a.test\"|])))",
        "links is \"http://a.test\", but the API accepts an HTTPS URL")]
    [InlineData("WithFrame(new FrameBuilder([|7|]).Build())", "length is 7, but the API accepts 1 to 3")]
    [InlineData("WithFrames(new FrameBuilder(1).Build(), new FrameBuilder(2).Build(), [|new FrameBuilder(3).Build()|])",
        "frames has 3 values, but swift-1 accepts 1 to 2 values")]
    public Task A_call_at_any_depth_is_checked(string call, string message) =>
        _verifier.ReportsAsync($"""Clip.Swift1("river").{call};""", message);

    [Theory]
    [InlineData("new Frame { Length = [|4|] }", "length is 4, but the API accepts 1 to 3")]
    [InlineData("new Frame { Length = 3, Zoom = [|2|] }", "zoom is 2, but the API accepts 0 to 1")]
    [InlineData("new Frame { Length = 3 } with { Zoom = [|2|] }", "zoom is 2, but the API accepts 0 to 1")]
    [InlineData("new Frame { Length = 3, Shape = [|new Shape(\"4k\")|] }", "shape is \"4k\", but the API accepts 480p or 720p")]
    [InlineData("new Frame { Length = 3, Links = [|[]|] }", "links has 0 values, but the API accepts 1 to 2 values")]
    [InlineData("new Frame { Length = 1, Inner = new() { Length = 1, Inner = new() { Length = [|0|] } } }",
        "length is 0, but the API accepts 1 to 3")]
    [InlineData("new FrameBuilder(2).Build() with { Length = [|0|] }", "length is 0, but the API accepts 1 to 3")]
    public Task An_initializer_at_any_depth_is_checked(string frame, string message) =>
        _verifier.ReportsAsync($"_ = {frame};", message);

    [Fact]
    public Task An_object_in_the_initializer_of_a_request_is_checked_by_its_own_rules() => _verifier.ReportsAsync(
        """
        _ = new ClipRequest
        {
            Engine = Engine.Swift1,
            Title = "river",
            Length = [|3|],
            Frame = new() { Length = 3 },
            Frames = [new() { Length = [|5|] }, new() { Length = 1, Zoom = [|7|] }],
        };
        """,
        "length is 3, but swift-1 accepts 5 or 10 seconds",
        "length is 5, but the API accepts 1 to 3",
        "zoom is 7, but the API accepts 0 to 1");

    [Theory]
    [InlineData("Clip.Swift1(\"river\").WithFrame(3, frame => frame.WithZoom(1).WithShape(Shape.P480));")]
    [InlineData("Clip.Swift1(\"river\").WithLength(5).AddFrame(args.Length, frame => frame.WithZoom(args.Length));")]
    [InlineData("_ = new ClipRequest { Engine = Engine.Retired, Title = \"river\", Length = 7 };")]
    [InlineData("_ = new Frame { Length = 1, Zoom = args.Length, Inner = null, Links = [new Uri(\"https://a.test\")] };")]
    public Task What_is_accepted_or_not_constant_is_silent(string statement) => _verifier.ReportsAsync(statement);

    [Theory]
    [InlineData("Clip.Swift1(\"river\").WithFrame(5);", "Clip.Swift1(\"river\").WithFrame(3);")]
    [InlineData("Clip.Swift1(\"river\").AddFrame(1, frame => frame.WithZoom(1.5));",
        "Clip.Swift1(\"river\").AddFrame(1, frame => frame.WithZoom(1));")]
    [InlineData("_ = new FrameBuilder(length: -2);", "_ = new FrameBuilder(length: 1);")]
    [InlineData("_ = new Frame { Length = 1, Shape = Shape.P1080 };", "_ = new Frame { Length = 1, Shape = Shape.P720 };")]
    [InlineData("_ = new Frame { Length = 1, Links = [new Uri(\"http://a.test\")] };",
        "_ = new Frame { Length = 1, Links = [new Uri(\"https://a.test\")] };")]
    [InlineData("_ = new Frame { Length = 1 } with { Zoom = -1 };", "_ = new Frame { Length = 1 } with { Zoom = 0 };")]
    public Task A_fix_writes_the_nearest_accepted_value(string statement, string expected) => _fixes.FixesAsync(statement, expected);
}
