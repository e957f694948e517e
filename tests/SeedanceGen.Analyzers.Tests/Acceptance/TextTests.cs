using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Acceptance;

public sealed class TextTests
{
    private readonly Verifier _verifier = new(Descriptors.ConstantNotAcceptedId);

    [Theory]
    [InlineData("WithTone(\"warm\")")]
    [InlineData("WithTone([|\"Warm\"|])", "tone is \"Warm\", but swift-1 accepts warm or cold")]
    [InlineData("WithTone([|\"wa\" + \"rmer\"|])", "tone is \"warmer\", but swift-1 accepts warm or cold")]
    [InlineData("WithTone([|nameof(Clip)|])", "tone is \"Clip\", but swift-1 accepts warm or cold")]
    [InlineData("WithTone(null!)")]
    [InlineData("WithTitle([|string.Empty|])", "title is \"\", but swift-1 accepts 1 to 12 characters and a text that is not blank")]
    [InlineData("WithTitle(\"123456789012\")")]
    [InlineData(
        "WithTitle([|\"1234567890123\"|])",
        "title is \"1234567890123\", but swift-1 accepts 1 to 12 characters and a text that is not blank")]
    [InlineData("WithTitle(\"🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬🎬\")")]
    [InlineData("WithTitle([|\"\\t\\n\"|])", "title is \"\\t\\n\", but swift-1 accepts 1 to 12 characters and a text that is not blank")]
    public Task Texts_are_checked_by_every_rule(string call, params string[] messages) =>
        _verifier.ReportsAsync($"""Clip.Swift1("river").{call};""", messages);

    [Fact]
    public Task A_long_text_is_shortened_in_the_message() => _verifier.ReportsAsync(
        $$"""Clip.Swift1([|"{{new string('a', 59)}}🎬 and on it goes"|]);""",
        $"title is \"{new string('a', 59)}…\", but swift-1 accepts 1 to 12 characters and a text that is not blank");

    [Theory]
    [InlineData("Shape.P480")]
    [InlineData("global::Studio.Shape.P720")]
    [InlineData("[|Shape.P1080|]", "shape is P1080, but swift-1 accepts 480p or 720p")]
    [InlineData("shape: [|Shape.P1080|]", "shape is P1080, but swift-1 accepts 480p or 720p")]
    [InlineData("new Shape(\"720p\")")]
    [InlineData("[|new Shape(\"1080p\")|]", "shape is \"1080p\", but swift-1 accepts 480p or 720p")]
    [InlineData("[|new(\"4k\")|]", "shape is \"4k\", but swift-1 accepts 480p or 720p")]
    [InlineData("[|default|]", "shape is \"\", but swift-1 accepts 480p or 720p")]
    [InlineData("[|new Shape()|]", "shape is \"\", but swift-1 accepts 480p or 720p")]
    [InlineData("Mine.Shape")]
    [InlineData("new Shape(args[0])")]
    public Task Open_enumerations_are_checked_by_member_and_by_text(string argument, params string[] messages) => _verifier.ReportsAsync(
        $$"""
        Clip.Swift1("river").WithShape({{argument}});

        internal static class Mine
        {
            public static Shape Shape => new("1080p");
        }
        """,
        messages);

    [Theory]
    [InlineData("new Uri(\"ftp://studio.test/done\")")]
    [InlineData("new Uri([|\"done\"|])", "callback is \"done\", but swift-1 accepts an absolute URL")]
    [InlineData("new([|\"done\"|], UriKind.Relative)", "callback is \"done\", but swift-1 accepts an absolute URL")]
    [InlineData("new Uri(uriKind: UriKind.Absolute, uriString: [|\"done\"|])", "callback is \"done\", but swift-1 accepts an absolute URL")]
    [InlineData("new Uri(new Uri(\"https://studio.test\"), \"done\")")]
    [InlineData("new Uri(args[0])")]
    public Task Links_are_checked_by_their_text(string argument, params string[] messages) =>
        _verifier.ReportsAsync($"""Clip.Swift1("river").WithCallback({argument});""", messages);

    [Fact]
    public Task The_secret_part_of_a_link_is_not_in_the_message() => _verifier.ReportsAsync(
        """
        Clip.Swift1("river").WithLinks([|"http://me:secret@studio.test/a?signature=secret#secret"|]);
        Clip.Swift1("river").WithLinks(new Uri([|"http://me:secret@studio.test/a?signature=secret#secret"|]));
        """,
        "links is \"http://studio.test/a\", but swift-1 accepts an HTTPS URL",
        "links is \"http://studio.test/a\", but swift-1 accepts an HTTPS URL");
}
