using SeedanceGen.Analyzers.CodeFixes.Acceptance;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Acceptance;

public sealed class FixTests
{
    private readonly FixVerifier _verifier = new(Descriptors.ConstantNotAcceptedId, new ConstantNotAcceptedFix());

    [Theory]
    [InlineData("WithLength(6)", "WithLength(5)")]
    [InlineData("WithLength(-6)", "WithLength(5)")]
    [InlineData("WithLength(length: 9)", "WithLength(length: 10)")]
    [InlineData("WithLength( /* why */ 9 /* not */ )", "WithLength( /* why */ 10 /* not */ )")]
    [InlineData("WithLength((int)9L)", "WithLength(10)")]
    [InlineData("WithLength((9))", "WithLength((10))")]
    [InlineData("WithLength(Length)", "WithLength(5)")]
    [InlineData("WithWeight(1.5)", "WithWeight(1)")]
    [InlineData("WithSeed(-1)", "WithSeed(0)")]
    [InlineData("WithSeed(long.MaxValue)", "WithSeed(4294967295)")]
    [InlineData("WithPrice(0.1m)", "WithPrice(0.5m)")]
    [InlineData("WithPrice(0.51m)", "WithPrice(0.5m)")]
    [InlineData("WithPrice(1000)", "WithPrice(99.5m)")]
    [InlineData("WithGain(3)", "WithGain(1.5f)")]
    [InlineData("WithDraft(false)", "WithDraft(true)")]
    [InlineData("WithTone(\"Cold\")", "WithTone(\"cold\")")]
    [InlineData("WithTone(@\"warmer\")", "WithTone(\"warm\")")]
    [InlineData("WithShape(Shape.P1080)", "WithShape(Shape.P720)")]
    [InlineData("WithShape(global::Studio.Shape.P1080)", "WithShape(global::Studio.Shape.P720)")]
    [InlineData("WithShape(new Shape(\"1080p\"))", "WithShape(Shape.P720)")]
    [InlineData("WithShape(new(\"481P\"))", "WithShape(Shape.P480)")]
    [InlineData("WithLinks(\"https://a.test\", \"http://b.test/x?y=1\")", "WithLinks(\"https://a.test\", \"https://b.test/x?y=1\")")]
    [InlineData("WithLinks(new Uri(\"HTTPS://b.test\"))", "WithLinks(new Uri(\"https://b.test\"))")]
    public Task A_constant_becomes_the_nearest_accepted_value(string call, string expected) => _verifier.FixesAsync(
        $$"""
        const int Length = 7;
        Clip.Swift1("river")
            .{{call}} // kept
            .Build();
        _ = Length;
        """,
        $$"""
        const int Length = 7;
        Clip.Swift1("river")
            .{{expected}} // kept
            .Build();
        _ = Length;
        """);

    [Theory]
    [InlineData("(Swift1Length)9", "Swift1Length.Seconds10")]
    [InlineData("Swift1Length.Seconds5 + 1", "Swift1Length.Seconds5")]
    [InlineData("default(Swift1Length)", "Swift1Length.Seconds5")]
    [InlineData("Settings.Length", "Swift1Length.Seconds5")]
    public Task A_number_of_an_enumeration_becomes_its_nearest_member(string argument, string expected)
    {
        const string Settings = "internal static class Settings { public const Swift1Length Length = (Swift1Length)7; }";
        return _verifier.FixesAsync(
            $"Clip.Swift1(\"river\").WithLength({argument});\n{Settings}", $"Clip.Swift1(\"river\").WithLength({expected});\n{Settings}");
    }

    [Theory]
    [InlineData("WithLength(7)", "WithLength(6)")]
    [InlineData("WithLength(8)", "WithLength(9)")]
    [InlineData("WithLength(3)", "WithLength(6)")]
    [InlineData("WithLength(100)", "WithLength(15)")]
    public Task A_range_and_a_multiple_are_both_kept(string call, string expected) =>
        _verifier.FixesAsync($"""Clip.Swift2("river").{call};""", $"""Clip.Swift2("river").{expected};""");

    [Fact]
    public async Task Each_value_of_a_small_set_is_offered_nearest_first()
    {
        (await _verifier.TitlesAsync("""Clip.Swift1("river").WithLength(9);""")).ShouldBe(["Change to 10", "Change to 5"]);
        (await _verifier.TitlesAsync("""Clip.Swift2("river").WithLength(20);""")).ShouldBe(["Change to 15"]);
        (await _verifier.TitlesAsync("""Clip.Swift2("river").WithTone("col");""")).ShouldBe(["Change to \"cold\"", "Change to \"warm\""]);
        (await _verifier.TitlesAsync("""Clip.Swift1("river").WithShape(Shape.P1080);""")).ShouldBe(["Change to P720", "Change to P480"]);
    }

    [Fact]
    public Task Another_value_of_the_set_can_be_chosen() => _verifier.FixesAsync(
        """Clip.Swift1("river").WithLength(9);""",
        """Clip.Swift1("river").WithLength(5);""",
        action: 1);

    [Theory]
    [InlineData("WithTitle(\"\")")]
    [InlineData("WithTitle(\"far too long a title\")")]
    [InlineData("WithWeight(0)")]
    [InlineData("WithLinks(\"photo.jpg\")")]
    [InlineData("WithShapes()")]
    public async Task No_fix_offers_a_made_up_value(string call) =>
        (await _verifier.TitlesAsync($"""Clip.Swift1("river").{call};""")).ShouldBeEmpty();

    [Fact]
    public Task An_object_initializer_is_fixed() => _verifier.FixesAsync(
        """
        _ = new ClipRequest
        {
            Engine = Engine.Swift1, // the old one
            Title = "river",
            Shape = new("2160p"), // as large as possible
        };
        """,
        """
        _ = new ClipRequest
        {
            Engine = Engine.Swift1, // the old one
            Title = "river",
            Shape = Shape.P720, // as large as possible
        };
        """);

    [Fact]
    public Task All_values_are_fixed_at_once_each_with_its_own_nearest_value() => _verifier.FixesAllAsync(
        """
        Clip.Swift1("river").WithLength(6).WithShape(Shape.P1080).WithLinks("http://a.test", "http://b.test");
        Clip.Swift1("river").WithLength(9); // two
        Clip.Swift2("river").WithLength(-1);
        """,
        """
        Clip.Swift1("river").WithLength(5).WithShape(Shape.P720).WithLinks("https://a.test", "https://b.test");
        Clip.Swift1("river").WithLength(10); // two
        Clip.Swift2("river").WithLength(6);
        """);
}
