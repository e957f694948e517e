using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Acceptance;

public sealed class CollectionTests
{
    private readonly Verifier _verifier = new(Descriptors.ConstantNotAcceptedId);

    [Theory]
    [InlineData("WithLinks(\"https://a.test\", [|\"http://b.test\"|])", "links is \"http://b.test\", but swift-1 accepts an HTTPS URL")]
    [InlineData("WithLinks(new Uri(\"https://a.test\"), new Uri([|\"HTTPS://b.test\"|]))",
        "links is \"HTTPS://b.test\", but swift-1 accepts an HTTPS URL")]
    [InlineData(
        "WithLinks(new[] { \"https://a.test\", [|\"http://b.test\"|] })", "links is \"http://b.test\", but swift-1 accepts an HTTPS URL")]
    [InlineData("WithLinks(links: new[] { [|\"http://b.test\"|] })", "links is \"http://b.test\", but swift-1 accepts an HTTPS URL")]
    [InlineData("WithLinks([new Uri([|\"http://b.test\"|])])", "links is \"http://b.test\", but swift-1 accepts an HTTPS URL")]
    [InlineData("WithLinks([new Uri(\"https://a.test\"), (new Uri([|\"http://b.test\"|]))])",
        "links is \"http://b.test\", but swift-1 accepts an HTTPS URL")]
    [InlineData("WithShapes([Shape.P480, [|new(\"4k\")|]])", "shapes is \"4k\", but swift-1 accepts 480p, 720p or 1080p")]
    [InlineData("WithFrames([new FrameBuilder([|4|]).Build()])", "length is 4, but the API accepts 1 to 3")]
    [InlineData("WithTags(\"a\", [|\"longer\"|])", "tags is \"longer\", but swift-1 accepts 1 to 5 characters")]
    [InlineData("WithTags(\"a\", \"b\", [|\"a\"|])", "tags repeats \"a\", but swift-1 accepts up to 40 different values")]
    public Task Each_value_is_checked_where_it_stands(string call, params string[] messages) =>
        _verifier.ReportsAsync($"""Clip.Swift1("river").{call};""", messages);

    [Theory]
    [InlineData("WithLinks(A, A, A)")]
    [InlineData("WithLinks(A, A, A, [|A|], A)", "links has 5 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks([A, A, A, [|A|]])", "links has 4 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks(new[] { A, A, A, [|A|] })", "links has 4 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks([|new Uri[4]|])", "links has 4 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks([.. others, A, A, A, [|A|]])", "links has at least 4 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks([.. others])")]
    [InlineData("WithLinks([A, .. others, A, A, [|A|], .. others])", "links has at least 4 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks((Uri[])[A, A, A, [|A|]])", "links has 4 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks([|(Uri[])[]|])", "links has 0 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks(others)")]
    [InlineData("WithLinks([|new Uri[0]|])", "links has 0 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks([|new string[] { }|])", "links has 0 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithLinks([|Array.Empty<Uri>()|])", "links has 0 values, but swift-1 accepts 1 to 3 values")]
    [InlineData("WithTags([])")]
    [InlineData("WithTags()")]
    public Task The_number_of_values_is_checked_when_it_can_be_counted(string call, params string[] messages) => _verifier.ReportsAsync(
        $$"""
        var A = new Uri("https://a.test");
        Uri[] others = [A];
        Clip.Swift1("river").{{call}};
        _ = others;
        """,
        messages);

    [Fact]
    public Task A_missing_value_is_shown_at_the_name_of_the_method() => _verifier.ReportsAsync(
        """
        var builder = Clip.Swift1("river");
        builder.[|WithShapes|]();
        """,
        "shapes has 0 values, but swift-1 accepts 1 to 2 values");
}
