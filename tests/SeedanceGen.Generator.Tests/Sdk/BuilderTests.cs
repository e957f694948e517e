extern alias sdk;

using System.Text.Json;
using RuleSchema = sdk::SeedanceGen.Rules.RuleSchema;

namespace SeedanceGen.Generator.Tests.Sdk;

/// <summary>The builders of the shipped description.</summary>
public sealed class BuilderTests
{
    [Fact]
    public void Every_option_arrives_in_the_request()
    {
        var request = VideoRequest.Seedance15Pro("A river")
            .WithDuration(Seedance15ProDuration.Seconds10)
            .WithAspectRatio(AspectRatio.Ratio16x9)
            .WithResolution(Resolution.P720)
            .WithMediaUrls("https://example.com/a.png", "https://example.com/b.png")
            .WithWebhookUrl(new Uri("https://your-app.com/webhooks/seedance"))
            .WithMetadata("projectId", "proj_1001")
            .WithMetadata("scene", 8)
            .WithMetadata("draft", true)
            .WithMetadata("share", 0.5)
            .Build();

        JsonSerializer.Serialize(request, SeedanceJsonContext.Default.VideoGenerationRequest).ShouldBe(
            """
            {"model":"seedance-1.5-pro","prompt":"A river","mediaUrls":["https://example.com/a.png","https://example.com/b.png"],
            "aspectRatio":"16:9","duration":10,"resolution":"720p","webhookUrl":"https://your-app.com/webhooks/seedance",
            "metadata":{"projectId":"proj_1001","scene":8,"draft":true,"share":0.5}}
            """.ReplaceLineEndings(string.Empty));
    }

    [Fact]
    public void A_builder_that_is_used_again_leaves_earlier_requests_as_they_were()
    {
        Uri[] media = [new("https://example.com/a.png")];
        var builder = VideoRequest.Seedance20("first").WithMediaUrls(media).WithMetadata("take", 1);
        var first = builder.Build();
        media[0] = new Uri("https://example.com/changed.png");
        var second = builder.WithPrompt("second").WithMetadata("take", 2).WithMediaUrls("https://example.com/b.png").Build();

        first.Prompt.ShouldBe("first");
        first.Metadata!["take"].GetInt32().ShouldBe(1);
        first.MediaUrls!.ShouldHaveSingleItem().ShouldBe(new Uri("https://example.com/a.png"));
        second.Prompt.ShouldBe("second");
        second.Metadata!["take"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public void Built_entries_cannot_be_changed()
    {
        var builder = VideoRequest.Seedance20("x").WithMetadata("take", 1);
        var first = builder.Build();
        var second = builder.Build();
        var third = builder.WithMetadata("scene", 8).Build();

        first.Metadata.ShouldBeAssignableTo<IDictionary<string, JsonElement>>()!.IsReadOnly.ShouldBeTrue();
        first.Metadata!.Keys.ShouldBe(["take"]);
        second.Metadata!.Keys.ShouldBe(["take"]);
        third.Metadata!.Keys.ShouldBe(["take", "scene"]);
    }

    [Fact]
    public void A_request_whose_list_is_changed_does_not_reach_the_builder()
    {
        var builder = VideoRequest.Seedance20("x").WithMediaUrls("https://example.com/a.png");
        var list = builder.Build().MediaUrls.ShouldBeOfType<Uri[]>();
        list[0] = new Uri("https://example.com/changed.png");
        builder.Build().MediaUrls!.ShouldHaveSingleItem().ShouldBe(new Uri("https://example.com/a.png"));
    }

    [Fact]
    public void The_overload_that_takes_an_enum_carries_its_numbers_too()
    {
        var parameter = typeof(Seedance15ProRequestBuilder)
            .GetMethod("WithDuration", [typeof(Seedance15ProDuration)])!
            .GetParameters().Single();
        var attribute = parameter.GetCustomAttributes(false).OfType<SeedanceGen.Rules.FieldRulesAttribute>().ShouldHaveSingleItem();
        var rules = RuleSchema.Read(attribute.Schema);
        rules.Numbers.ShouldBe([5, 10]);
        rules.Description.ShouldBe("5 or 10 seconds");
    }

    [Fact]
    public void Common_options_can_be_written_once_for_all_models()
    {
        static T Common<T>(T builder)
            where T : VideoRequestBuilder<T> => builder.WithResolution(Resolution.P480);

        Common(VideoRequest.Seedance20Fast("x")).WithDuration(4).Build().Resolution.ShouldBe(Resolution.P480);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_number_that_the_model_does_not_accept_is_rejected_when_built(int duration)
    {
        // Through a variable: the compile-time check sees constants only.
        var exception = Should.Throw<SeedanceValidationException>(() => VideoRequest.Seedance15Pro("x").WithDuration(duration).Build());
        var violation = exception.Violations.ShouldHaveSingleItem();
        (violation.Field, violation.Value, violation.Rule, violation.Accepted, violation.Model)
            .ShouldBe(("duration", duration, "enum", "5 or 10 seconds", "seedance-1.5-pro"));
        exception.Message.ShouldBe($"duration is {duration}, but seedance-1.5-pro accepts 5 or 10 seconds: set an accepted value.");
    }

    [Fact]
    public void Null_and_undefined_values_are_rejected_at_once()
    {
        var builder = VideoRequest.Seedance20("x");
        Should.Throw<ArgumentNullException>(() => VideoRequest.Seedance20(null!)).ParamName.ShouldBe("prompt");
        Should.Throw<ArgumentNullException>(() => builder.WithWebhookUrl((Uri)null!));
        Should.Throw<ArgumentNullException>(() => builder.WithMetadata("key", (string)null!));
        Should.Throw<ArgumentException>(() => builder.WithMetadata("key", default(JsonElement)));
        Should.Throw<ArgumentException>(() => builder.WithMetadata("key", double.NaN));
    }

    [Fact]
    public void A_json_value_outlives_its_document()
    {
        var builder = VideoRequest.Seedance20("x");
        using (var document = JsonDocument.Parse("""{"a":[1,2]}"""))
            builder.WithMetadata("value", document.RootElement);
        builder.Build().Metadata!["value"].GetRawText().ShouldBe("""{"a":[1,2]}""");
    }
}
