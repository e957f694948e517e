using System.Globalization;
using SeedanceGen.Testing.Page.Composing;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Page.Tests.Composing;

/// <summary>The form has the fields and the rules of the description.</summary>
public sealed class RequestFormTests
{
    [Fact]
    public void The_form_has_each_field_of_the_description_and_the_rule_of_the_chosen_model()
    {
        var form = New();
        var (model, duration) = (Field(form, "model"), Field(form, "duration"));

        form.Fields.Select(field => field.Description.Name).ShouldBe(ApiDescription.Current.Jobs.Request.Names);
        form.Deciding.ShouldBe(model);
        model.Text = "seedance-2.0";
        form.RuleOf(duration).ShouldBe("4 to 15 seconds");
        form.ChoicesOf(duration).ShouldBeEmpty();
        model.Text = "seedance-1.5-pro";
        form.RuleOf(duration).ShouldBe("5 or 10 seconds");
        form.ChoicesOf(duration).ShouldBe(["5", "10"]);
    }

    [Fact]
    public async Task The_form_finds_wrong_what_the_mock_rejects_and_nothing_else()
    {
        await using var mock = SeedanceMock.InMemory(new() { Strict = false });
        using var api = new ApiClient(mock.CreateHandler(), mock.BaseAddress, mock.ApiKey);
        foreach (var model in Field(New(), "model").Description.Values)
        {
            for (var seconds = 0; seconds <= 20; seconds++)
            {
                var form = New();
                Field(form, "model").Text = model;
                Field(form, "prompt").Text = "A river";
                Field(form, "duration").Text = seconds.ToString(CultureInfo.InvariantCulture);
                form.Validate();

                var response = await api.SubmitAsync(form.ToJson().ToJsonString());
                form.IsValid.ShouldBe((int)response.StatusCode < 400, $"{model}, {seconds} s: {response.Body}");
                if (!form.IsValid)
                    Field(form, "duration").Error.ShouldNotBeNull();
            }
        }
    }

    [Theory]
    [InlineData("prompt", "", "This field is required.")]
    [InlineData("duration", "long", "It accepts")]
    [InlineData("duration", "4.5", "It accepts")]
    [InlineData("mediaUrls", "http://a.test/1.png", "It accepts")]
    [InlineData("webhookUrl", "no link", "It accepts")]
    public void An_error_stands_at_its_field(string name, string text, string error)
    {
        var form = New();
        Field(form, "prompt").Text = "A river";
        Field(form, name).Text = text;

        form.Validate();

        form.IsValid.ShouldBeFalse();
        Field(form, name).Error.ShouldNotBeNull().ShouldStartWith(error);
        form.Fields.Where(field => field.Description.Name != name).ShouldAllBe(field => field.Error == null);
    }

    [Fact]
    public void An_empty_field_is_not_sent()
    {
        var form = New();
        Field(form, "prompt").Text = "A river";

        form.ToJson().ToJsonString().ShouldBe("""{"model":"seedance-2.0","prompt":"A river"}""");
    }

    private static RequestForm New() => new(ApiDescription.Current, ApiDescription.Current.Jobs.Submit);

    private static FormField Field(RequestForm form, string name) => form.Fields.First(field => field.Description.Name == name);
}
