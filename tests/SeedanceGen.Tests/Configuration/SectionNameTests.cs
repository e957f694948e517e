using Microsoft.Extensions.Configuration;
using SeedanceGen.Configuration;

namespace SeedanceGen.Tests.Configuration;

/// <summary>What a section may be called by, and what is said of a name that is none.</summary>
public sealed class SectionNameTests
{
    [Theory]
    [InlineData("BaseUrl", "BaseAddress")]
    [InlineData("baseurl", "BaseAddress")]
    [InlineData("BaseAdress", "BaseAddress")]
    [InlineData("Endpoint", "BaseAddress")]
    [InlineData("Token", "ApiKey")]
    [InlineData("AppiKey", "ApiKey")]
    [InlineData("MaxCredit", "MaxCredits")]
    [InlineData("Timeout", "TotalTimeout")]
    [InlineData("PollInterval", "WaitDefaults:PollInterval")]
    [InlineData("WaitDefaults:PollIntervall", "WaitDefaults:PollInterval")]
    [InlineData("WaitDefaults:MaxAttempts", "MaxAttempts")]
    [InlineData("WaitDefault:Timeout", "WaitDefaults:Timeout")]
    [InlineData("WaitsDefaults:Timeut", "WaitDefaults:Timeout")]
    [InlineData("Wait:Timeout", "WaitDefaults:Timeout")]
    public void An_unknown_name_says_the_one_that_was_meant(string written, string meant)
    {
        var error = Should.Throw<SeedanceConfigurationException>(() => Bind(("Seedance:" + written, "sd2_live_canary")));

        error.Setting.ShouldBe("Seedance:" + written);
        error.Message.ShouldStartWith($"Seedance:{written} is not an option (did you mean 'Seedance:{meant}'?). The options are ApiKey, ");
        error.ToString().ShouldNotContain("canary");
    }

    [Fact]
    public void A_name_that_is_like_none_gets_the_list_alone() =>
        Should.Throw<SeedanceConfigurationException>(() => Bind(("Seedance:Colour", "red"))).Message
            .ShouldStartWith("Seedance:Colour is not an option. The options are ApiKey, ");

    [Fact]
    public void A_section_of_another_client_or_package_is_none_of_this_one() =>
        Bind(("Seedance:eu:BaseUrl", "https://eu.example.com"), ("Seedance:Webhooks:Secret", "1")).BaseAddress.ShouldBeNull();

    [Theory]
    [InlineData("SEEDANCE_API_KEY", "SEEDANCE_BASE_URL")]
    [InlineData("API_KEY", "BASE_URL")]
    [InlineData("api_key", "base_url")]
    public void The_names_of_the_environment_variables_are_read_too(string key, string address)
    {
        var options = Bind(("Seedance:" + key, "sd2_live_test"), ("Seedance:" + address, "https://eu.example.com"));

        (options.ApiKey, options.BaseAddress).ShouldBe(("sd2_live_test", new Uri("https://eu.example.com")));
    }

    [Fact]
    public void An_option_by_its_own_name_takes_precedence_over_the_variables_name() =>
        Bind(("Seedance:ApiKey", "sd2_live_own"), ("Seedance:SEEDANCE_API_KEY", "sd2_live_variable")).ApiKey.ShouldBe("sd2_live_own");

    [Fact]
    public void A_value_under_the_variables_name_is_checked_as_the_option_is() =>
        Should.Throw<SeedanceConfigurationException>(() => Bind(("Seedance:BASE_URL", "eu.example.com"))).Message
            .ShouldContain("Seedance:BASE_URL is 'eu.example.com'; accepted is an address such as https://");

    private static SeedanceClientOptions Bind(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value)))
            .Build();
        var options = new SeedanceClientOptions();
        ConfigurationBinding.Bind(configuration.GetSection("Seedance"), options);
        return options;
    }
}
