using System.Globalization;

namespace SeedanceGen.Generator.Tests.Sdk;

/// <summary>What <c>Validate()</c> says about requests for the shipped description.</summary>
public sealed class ValidationTests
{
    private static readonly Uri Picture = new("https://example.com/a.png");

    private static VideoGenerationRequest Fine => new()
    {
        Model = SeedanceModel.Seedance20,
        Prompt = "A river",
        Duration = 5,
        AspectRatio = AspectRatio.Ratio1x1,
        Resolution = Resolution.P1080,
        MediaUrls = [Picture, Picture],
        WebhookUrl = Picture,
        Metadata = new Dictionary<string, System.Text.Json.JsonElement>(),
    };

    [Fact]
    public void Validation_of_a_valid_request_allocates_nothing()
    {
        var request = Fine;
        var newer = Fine with { Model = new SeedanceModel("seedance-9") };
        request.Validate().ShouldBeEmpty();
        newer.Validate().ShouldBeEmpty();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _ = request.Validate();
            _ = newer.Validate();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Every_violation_is_reported_with_its_place()
    {
        var request = Fine with
        {
            Prompt = " \n",
            MediaUrls = [Picture, new Uri("http://user:secret@example.com/a.png?sig=secret"), new Uri("a.png", UriKind.Relative)],
            AspectRatio = new AspectRatio("4:3"),
            Duration = 16,
            WebhookUrl = new Uri("/hook", UriKind.Relative),
        };

        request.Validate().Select(violation => violation.Message).ShouldBe(
        [
            "prompt is blank, but seedance-2.0 accepts a text that is not blank: set an accepted value.",
            "mediaUrls[1] is http://example.com/a.png, but seedance-2.0 accepts an HTTPS URL: set an accepted value.",
            "mediaUrls[2] is a.png, but seedance-2.0 accepts an HTTPS URL: set an accepted value.",
            "aspectRatio is 4:3, but seedance-2.0 accepts 16:9, 9:16 or 1:1: set an accepted value.",
            "duration is 16, but seedance-2.0 accepts 4 to 15 seconds: set an accepted value.",
            "webhookUrl is /hook, but seedance-2.0 accepts an absolute URL: set an accepted value.",
        ]);
        new SeedanceValidationException(request.Validate()).Message.ShouldStartWith("The request breaks 6 rules:\n- prompt is blank");
    }

    [Theory]
    [InlineData(
        0, "minItems", "mediaUrls has 0 values, but seedance-2.0 accepts 1 to 5 values, each an HTTPS URL: add some, or leave it out.")]
    [InlineData(6, "maxItems", "mediaUrls has 6 values, but seedance-2.0 accepts 1 to 5 values, each an HTTPS URL: remove some.")]
    public void The_number_of_values_is_checked(int count, string rule, string message)
    {
        var violation = (Fine with { MediaUrls = [.. Enumerable.Repeat(Picture, count)] }).Validate().ShouldHaveSingleItem();
        violation.Rule.ShouldBe(rule);
        violation.Message.ShouldBe(message);
    }

    [Fact]
    public void A_missing_required_field_is_a_violation()
    {
        var violations = new VideoGenerationRequest { Model = default, Prompt = null! }.Validate();
        violations.Select(violation => (violation.Field, violation.Rule)).ShouldBe([("model", "required"), ("prompt", "required")]);
        violations[1].Message.ShouldBe("prompt is missing, but the API requires it: set it to a text that is not blank.");
    }

    [Fact]
    public void A_newer_model_passes_but_for_the_limits_that_hold_for_all()
    {
        var request = Fine with { Model = new SeedanceModel("seedance-9"), Duration = 60 };
        request.Validate().ShouldBeEmpty();
        (request with { Prompt = string.Empty }).Validate().ShouldHaveSingleItem().Field.ShouldBe("prompt");
        (request with { AspectRatio = new AspectRatio("4:3") }).Validate().ShouldHaveSingleItem().Field.ShouldBe("aspectRatio");

        var strict = request.ValidateStrictly().ShouldHaveSingleItem();
        (strict.Field, strict.Value, strict.Rule).ShouldBe(("model", "seedance-9", "enum"));
    }

    [Fact]
    public void Messages_are_the_same_in_every_culture()
    {
        var request = Fine with { Duration = -1 };
        var expected = request.Validate()[0].Message;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            request.Validate()[0].Message.ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_long_value_is_shortened_in_the_message_and_kept_in_the_violation()
    {
        var text = new string('x', 59) + "😀" + new string('y', 500);
        var violation = (Fine with { AspectRatio = new AspectRatio(text) }).Validate().ShouldHaveSingleItem();
        violation.Value.ShouldBe(text);
        violation.Message.ShouldStartWith("aspectRatio is " + new string('x', 59) + "…, but");
    }

    [Fact]
    public void The_rule_table_is_readable_for_user_interfaces()
    {
        SeedanceModels.All.Select(rules => rules.Model).ShouldBe(SeedanceModel.KnownValues);
        SeedanceModels.Seedance15Pro.Duration.Numbers.ShouldBe([5, 10]);
        SeedanceModels.Seedance20.Duration.Numbers.ShouldBeEmpty();
        (SeedanceModels.Seedance20.Duration.Minimum, SeedanceModels.Seedance20.Duration.Maximum, SeedanceModels.Seedance20.Duration.Unit)
            .ShouldBe((4, 15, "seconds"));
        SeedanceModels.Find(SeedanceModel.Seedance20Fast)!.Resolution.Texts.ShouldBe(["480p", "720p", "1080p"]);
        SeedanceModels.Seedance20.MediaUrls.MaximumCount.ShouldBe(5);
        SeedanceModels.Find(new SeedanceModel("seedance-9")).ShouldBeNull();
        SeedanceModels.Seedance15Pro.AllFields.Select(rules => rules.Field)
            .ShouldBe(["model", "prompt", "mediaUrls", "aspectRatio", "duration", "resolution", "webhookUrl", "metadata"]);
    }
}
