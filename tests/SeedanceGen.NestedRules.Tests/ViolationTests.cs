using System.Text.Json;
using static SeedanceGen.NestedRules.Tests.Support.Requests;

namespace SeedanceGen.NestedRules.Tests;

/// <summary>What a violation says, and which ones there are when a request breaks several rules.</summary>
public sealed class ViolationTests
{
    private static readonly SeedanceModel Newer = new("gamma");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_JSON_cannot_hold_is_a_violation_at_its_place(double number)
    {
        var violations = (Full with
        {
            Camera = new Camera { Motion = CameraMotion.Pan, Strength = number },
            Weights = new Dictionary<string, double> { ["one"] = number },
            Path = [[0, number]],
            Keyframes = [Frame(number)],
        }).Validate();

        violations.Select(violation => violation.Pointer)
            .ShouldBe(["/camera/strength", "/keyframes/0/time", "/weights/one", "/path/0/1"]);
        violations.ShouldAllBe(violation => violation.Rule == "type");
        violations[1].Accepted.ShouldBe("a number from 0 to 15 seconds");
    }

    [Fact]
    public void An_open_enumeration_without_a_value_is_a_violation_at_its_place() =>
        (Plain with { Camera = new Camera { Motion = default } }).Validate().ShouldHaveSingleItem().Pointer.ShouldBe("/camera/motion");

    [Fact]
    public void A_value_that_cannot_be_written_at_all_is_a_violation_of_the_request()
    {
        var unwritable = new Dictionary<string, JsonElement> { ["roll"] = default };
        var request = Plain with { Camera = new Camera { Motion = CameraMotion.Pan, AdditionalProperties = unwritable } };

        var violation = request.Validate().ShouldHaveSingleItem();

        (violation.Field, violation.Pointer, violation.Rule).ShouldBe(("", "", "type"));
        violation.Message.ShouldBe(
            "The request has a value that JSON cannot hold, but alpha accepts values that JSON can hold: change it.");
    }

    [Fact]
    public void The_value_is_the_one_at_the_place()
    {
        var violations = (Full with
        {
            Camera = new Camera { Motion = new CameraMotion("tilt"), Strength = 2 },
            Keyframes = [Frame(1), Frame(2), Frame(-1.5)],
            Path = [[1]],
        }).Validate();

        violations.Select(violation => (violation.Field, violation.Value)).ShouldBe(
        [
            ("camera.motion", "tilt"), ("camera.strength", 2), ("keyframes[2].time", -1.5), ("path[0]", 1),
        ]);
    }

    [Fact]
    public void A_message_names_place_value_and_what_is_accepted()
    {
        (Full with { Keyframes = [Frame(20)] }).Validate()[0].Message
            .ShouldBe("keyframes[0].time is 20, but alpha accepts 0 to 15 seconds: set an accepted value.");
        (Full with { Mail = "a@example.com" }).Validate()[0].Message.ShouldBe(
            "The request has fields that do not go together, but alpha accepts not 'note' together with 'mail': "
            + "change one of them, add one, or leave one out.");
        (Plain with { Seed = 1 }).Validate()[0].Message.ShouldBe(
            "quality is missing, but alpha accepts 'seed' only together with 'quality': set it, or leave the other field out.");
        (Full with { Keyframes = [null!] }).Validate()[0].Message
            .ShouldBe("keyframes[0] is nothing, but alpha accepts a JSON object: set an accepted value.");
    }

    [Fact]
    public void A_field_of_the_request_keeps_its_own_words_and_has_a_pointer()
    {
        var violations = (Full with { Seconds = 20, Callback = new Uri("/a", UriKind.Relative) }).Validate();

        violations.Select(violation => (violation.Pointer, violation.Accepted)).ShouldBe(
        [
            ("/seconds", "1 to 15 seconds"),
            ("/callback", "an absolute URL"),
            ("", "either 'seconds' at most 10, or 'quality' low"),
        ]);
    }

    [Fact]
    public void A_model_that_the_description_does_not_know_passes_unless_it_is_strict()
    {
        var request = Full with { Model = Newer };

        request.Validate().ShouldBeEmpty();
        request.ValidateStrictly().ShouldHaveSingleItem().Pointer.ShouldBe("/model");
        (request with { Keyframes = [Frame(20)] }).Validate().ShouldHaveSingleItem().Pointer.ShouldBe("/keyframes/0/time");
    }

    [Fact]
    public void A_variant_of_a_union_that_the_description_does_not_know_passes_unless_it_is_strict()
    {
        var source = JsonSerializer.Deserialize("""{"kind":"stream","port":5}""", SeedanceJsonContext.Default.Source);
        var request = Full with { Source = source };

        request.Validate().ShouldBeEmpty();
        var violation = request.ValidateStrictly().ShouldHaveSingleItem();
        (violation.Pointer, violation.Rule, violation.Accepted).ShouldBe(("/source/kind", "discriminator", "link or job"));
    }

    [Fact]
    public void A_caption_may_be_null()
    {
        var request = JsonSerializer.Deserialize(
            """{"model":"alpha","prompt":"A","keyframes":[{"time":1,"imageUrl":"https://a.example/1.png","caption":null}]}""",
            SeedanceJsonContext.Default.VideoGenerationRequest)!;

        request.Validate().ShouldBeEmpty();
    }

    [Fact]
    public void A_field_that_a_closed_request_does_not_have_is_a_violation()
    {
        var violation = (Full with { AdditionalProperties = Unknown("colour") }).Validate().ShouldHaveSingleItem();

        (violation.Field, violation.Pointer, violation.Rule).ShouldBe(("colour", "/colour", "additionalProperties"));
        violation.Accepted.ShouldStartWith("only the fields model, prompt, seconds");
        violation.Message.ShouldEndWith(": leave it out.");
    }

    [Fact]
    public void A_field_that_no_part_of_an_object_describes_is_a_violation()
    {
        var label = new Label { Text = "ok", AdditionalProperties = Unknown("colour") };

        var violation = (Full with { Labels = new Dictionary<string, Label> { ["a"] = label } }).Validate().ShouldHaveSingleItem();

        (violation.Field, violation.Pointer, violation.Rule).ShouldBe(("labels.a.colour", "/labels/a/colour", "unevaluatedProperties"));
        violation.Message.ShouldBe("labels.a.colour is not known, but alpha accepts only the fields text: leave it out.");
    }

    [Fact]
    public void Fields_that_the_description_does_not_know_pass_in_an_open_object() =>
        (Full with { Camera = new Camera { Motion = CameraMotion.Pan, AdditionalProperties = Unknown("roll") } })
            .Validate().ShouldBeEmpty();
}
