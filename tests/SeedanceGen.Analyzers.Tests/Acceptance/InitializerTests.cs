using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Acceptance;

public sealed class InitializerTests
{
    private readonly Verifier _verifier = new(Descriptors.ConstantNotAcceptedId);

    [Theory]
    [InlineData("Engine.Swift1", "length is 6, but swift-1 accepts 5 or 10 seconds")]
    [InlineData("new Engine(\"swift-1\")", "length is 6, but swift-1 accepts 5 or 10 seconds")]
    [InlineData("new(\"swift-1\")", "length is 6, but swift-1 accepts 5 or 10 seconds")]
    public Task A_request_is_checked_by_the_rules_of_the_model_that_it_names(string engine, string message) => _verifier.ReportsAsync(
        $$"""_ = new ClipRequest { Length = [|6|], Title = "river", Engine = {{engine}} };""",
        message);

    [Theory]
    [InlineData("Engine.Swift2")]
    [InlineData("Engine.Retired")]
    [InlineData("new Engine(\"swift-9\")")]
    [InlineData("new Engine(args[0])")]
    [InlineData("chosen")]
    public Task A_length_is_silent_when_the_model_accepts_it_or_is_not_known(string engine) => _verifier.ReportsAsync($$"""
        var chosen = Engine.Swift1;
        _ = new ClipRequest { Engine = {{engine}}, Title = "river", Length = 6 };
        _ = chosen;
        """);

    [Fact]
    public Task A_value_that_no_model_accepts_is_rejected_for_every_model() => _verifier.ReportsAsync(
        """_ = new ClipRequest { Engine = new Engine(args[0]), Title = [|""|], Seed = [|-1|] };""",
        "title is \"\", but the API accepts 1 to 12 characters and a text that is not blank",
        "seed is -1, but the API accepts 0 to 4294967295");

    [Fact]
    public Task Properties_of_every_type_are_checked() => _verifier.ReportsAsync(
        """
        ClipRequest request = new()
        {
            Engine = Engine.Swift1,
            Title = "river",
            Shape = [|Shape.P1080|],
            Weight = [|2|],
            Price = [|0.05m|],
            Callback = new Uri([|"done"|]),
            Links = [new Uri("https://a.test"), new Uri([|"http://b.test"|])],
            Tags = new List<string> { "a", [|"a"|] },
            Shapes = [|[]|],
        };
        _ = request;
        """,
        "shape is P1080, but swift-1 accepts 480p or 720p",
        "weight is 2, but swift-1 accepts a number above 0, up to 1",
        "price is 0.05, but swift-1 accepts 0.5 to 99.5 and a multiple of 0.1",
        "callback is \"done\", but swift-1 accepts an absolute URL",
        "links is \"http://b.test\", but swift-1 accepts an HTTPS URL",
        "tags repeats \"a\", but swift-1 accepts up to 40 different values",
        "shapes has 0 values, but swift-1 accepts 1 to 2 values");

    [Fact]
    public Task A_copy_is_checked_by_the_model_it_was_copied_from_or_given() => _verifier.ReportsAsync(
        """
        var request = Clip.Swift2("river").Build();
        _ = request with { Length = 7 };
        _ = request with { Engine = Engine.Swift1, Length = [|7|] };
        _ = Clip.Swift2("river").Build() with { Length = [|7|] };
        _ = new ClipRequest { Engine = Engine.Swift1, Title = "river" } with { Length = [|7|] };
        """,
        "length is 7, but swift-1 accepts 5 or 10 seconds",
        "length is 7, but swift-2 accepts 4 to 15 seconds and a multiple of 3",
        "length is 7, but swift-1 accepts 5 or 10 seconds");

    [Fact]
    public Task A_request_that_is_copied_in_place_is_checked_by_the_model_of_the_copy() => _verifier.ReportsAsync(
        """
        _ = new ClipRequest { Engine = Engine.Swift1, Title = "river", Length = 6 } with { Engine = Engine.Swift2 };
        _ = new ClipRequest { Engine = Engine.Swift2, Title = "river", Length = [|6|] } with { Engine = Engine.Swift1 };
        """,
        "length is 6, but swift-1 accepts 5 or 10 seconds");

    [Fact]
    public Task A_new_list_is_empty() => _verifier.ReportsAsync(
        """_ = new ClipRequest { Engine = Engine.Swift1, Title = "river", Links = [|new List<Uri>()|] };""",
        "links has 0 values, but swift-1 accepts 1 to 3 values");

    [Fact]
    public Task Another_type_with_the_same_properties_is_left_alone() => _verifier.ReportsAsync("""
        _ = new Mine { Engine = Engine.Swift1, Length = 7 };

        internal sealed record Mine
        {
            public Engine Engine { get; init; }

            public int? Length { get; init; }
        }
        """);
}
