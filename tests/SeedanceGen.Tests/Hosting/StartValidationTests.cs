using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SeedanceGen.Tests.Hosting;

public sealed class StartValidationTests
{
    [Fact]
    public async Task A_host_does_not_start_with_options_that_are_not_accepted_and_says_all_that_is_wrong()
    {
        var exception = await StartAsync(services => services.AddSeedance(options =>
        {
            options.ApiKey = "sd2_live_canary with a space";
            options.BaseAddress = new Uri("http://api.example.com");
            options.MaxAttempts = 0;
            options.WaitDefaults = options.WaitDefaults with { PollInterval = TimeSpan.Zero };
        })).ShouldThrowAsync<OptionsValidationException>();

        exception.Failures.Count().ShouldBe(4);
        exception.Message.ShouldContain("ApiKey");
        exception.Message.ShouldContain("http://api.example.com");
        exception.Message.ShouldContain("MaxAttempts is 0; accepted is 1 or more.");
        exception.Message.ShouldContain("WaitDefaults.PollInterval is 00:00:00; accepted is a time above 0");
        exception.ToString().ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_fault_of_a_named_client_names_it()
    {
        var exception = await StartAsync(services => services.AddSeedance("studio", options =>
        {
            options.ApiKey = "sd2_live_test";
            options.MaxCredits = -1;
        })).ShouldThrowAsync<OptionsValidationException>();

        exception.Failures.ShouldHaveSingleItem()
            .ShouldBe("Seedance client 'studio': MaxCredits is -1; accepted is 0 or more credits, or null for no limit.");
    }

    [Fact]
    public async Task A_host_does_not_start_with_configuration_that_cannot_be_read_and_says_all_that_is_wrong()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seedance:ApiKey"] = "sd2_live_canary",
            ["Seedance:MaxCredit"] = "100",
            ["Seedance:TotalTimeout"] = "60",
            ["Seedance:WaitDefaults:OnTimeoutOrCancel"] = "1",
            ["Seedance:BaseAddress"] = "sd2_live_canary",
            ["Seedance:Webhooks:Secret"] = "another package's section",
        }).Build();

        var exception = await StartAsync(services => services.AddSeedance(configuration))
            .ShouldThrowAsync<SeedanceConfigurationException>();

        exception.Message.Split(Environment.NewLine).Length.ShouldBe(4);
        exception.Message.ShouldContain(
            "Seedance:MaxCredit is not an option (did you mean 'Seedance:MaxCredits'?). The options are ApiKey, ");
        exception.Message.ShouldContain("Seedance:TotalTimeout is '60'; accepted is a time as hours:minutes:seconds, such as 00:01:30.");
        exception.Message.ShouldContain("Seedance:WaitDefaults:OnTimeoutOrCancel is '1'; accepted is LeaveRunning or CancelJob.");
        exception.Message.ShouldContain("Seedance:BaseAddress is an API key; accepted is an address such as https://");
        exception.ToString().ShouldNotContain("canary");
    }

    [Fact]
    public async Task A_section_of_waits_under_its_name_of_1x_is_an_error_and_not_ignored()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seedance:ApiKey"] = "sd2_live_test",
            ["Seedance:Wait:Timeout"] = "00:05:00",
        }).Build();

        var exception = await StartAsync(services => services.AddSeedance(configuration))
            .ShouldThrowAsync<SeedanceConfigurationException>();

        exception.Message.ShouldContain("Seedance:Wait:Timeout is not an option (did you mean 'Seedance:WaitDefaults:Timeout'?).");
    }

    [Fact]
    public async Task A_host_starts_with_a_key_and_nothing_else() =>
        await StartAsync(services => services.AddSeedance(options => options.ApiKey = "sd2_live_test"));

    private static async Task StartAsync(Action<IServiceCollection> add)
    {
        using var host = new HostBuilder().ConfigureServices(add).Build();
        await host.StartAsync();
        await host.StopAsync();
    }
}
