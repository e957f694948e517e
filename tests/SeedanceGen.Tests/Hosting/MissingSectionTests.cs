using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SeedanceGen.Tests.Telemetry;

namespace SeedanceGen.Tests.Hosting;

/// <summary>The key of the environment may be another account's, so a client with a name takes it only when its section is there.</summary>
[Collection(ListeningAlone.Name)]
public sealed class MissingSectionTests
{
    private const string Others = """{"Seedance":{"Studio":{"ApiKey":"sd2_live_studio"},"Archive":{"ApiKey":"sd2_live_archive"}}}""";

    [Theory]
    [InlineData("Studo", Others, "'Seedance:Studo', or it is empty (did you mean 'Seedance:Studio'?)")]
    [InlineData("shop", Others, "'Seedance:shop', or it is empty (there is 'Seedance:Archive', 'Seedance:Studio')")]
    [InlineData("shop", """{}""", "'Seedance:shop', or it is empty. This client has a name")]
    [InlineData("shop", """{"Seedance":{"ApiKey":"sd2_live_default","MaxCredits":"10"}}""", "'Seedance:shop', or it is empty. This")]
    [InlineData("shop", """{"Seedance":{"shop":{}}}""", "'Seedance:shop', or it is empty. This")]
    [InlineData("shop", """{"Seedance":{"shop":{"WaitDefaults":{}}}}""", "'Seedance:shop', or it is empty. This")]
    [InlineData("shop", """{"Seedance":{"shop":{"ApiKey":""}}}""", "'Seedance:shop', or it is empty. This")]
    [InlineData("shop", """{"Seedance":{"shop":null}}""", "'Seedance:shop', or it is empty. This")]
    [InlineData("a:b", """{"Seedance":{"a":{"c":{"ApiKey":"sd2_live_c"}}}}""", "'Seedance:a:b', or it is empty (did you mean")]
    public async Task A_host_does_not_start_with_a_named_client_whose_section_is_missing(string name, string json, string message)
    {
        using var environment = new EnvironmentKey("sd2_live_of_another_account");

        var exception = await StartAsync(services => services.AddSeedance(name, Configuration(json)))
            .ShouldThrowAsync<OptionsValidationException>();

        exception.Message.ShouldContain($"Seedance client '{name}': The configuration has no section {message}");
        exception.Message.ShouldNotContain("another_account");
    }

    [Fact]
    public void Without_a_host_the_client_cannot_be_made_either()
    {
        using var environment = new EnvironmentKey("sd2_live_of_another_account");
        using var services = new ServiceCollection().AddSeedance("Studo", Configuration(Others)).Services.BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => services.GetRequiredKeyedService<ISeedanceClient>("Studo"))
            .Message.ShouldContain("Seedance:Studo");
    }

    [Fact]
    public async Task A_section_that_was_passed_itself_is_named_by_its_path()
    {
        using var environment = new EnvironmentKey("sd2_live_of_another_account");

        var exception = await StartAsync(services => services.AddSeedance("shop", Configuration(Others).GetSection("Accounts:Shop")))
            .ShouldThrowAsync<OptionsValidationException>();

        exception.Message.ShouldContain("no section 'Accounts:Shop', or it is empty");
    }

    [Theory]
    [InlineData("Studio", Others)]
    [InlineData("STUDIO", Others)]
    [InlineData("shop", """{"Seedance":{"shop":{"MaxCredits":"100"}}}""")]
    public async Task A_section_that_is_there_is_enough_also_without_a_key_of_its_own(string name, string json)
    {
        using var environment = new EnvironmentKey("sd2_live_of_this_account");

        await StartAsync(services => services.AddSeedance(name, Configuration(json)));
    }

    [Fact]
    public async Task A_key_from_code_needs_no_section()
    {
        await StartAsync(services => services.AddSeedance("shop", Configuration("{}"), options => options.ApiKey = "sd2_live_code"));
        await StartAsync(services =>
        {
            services.AddSeedance("shop", Configuration("{}"));
            services.PostConfigure<SeedanceClientOptions>("shop", options => options.ApiKey = "sd2_live_code");
        });
    }

    [Fact]
    public async Task A_client_without_a_section_by_design_takes_the_key_of_the_environment()
    {
        using var environment = new EnvironmentKey("sd2_live_of_this_account");

        await StartAsync(services => services.AddSeedance("shop", _ => { }));
        await StartAsync(services => services.AddSeedance(Configuration("{}")));
    }

    private static IConfigurationRoot Configuration(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    private static async Task StartAsync(Action<IServiceCollection> add)
    {
        using var host = new HostBuilder().ConfigureServices(add).Build();
        await host.StartAsync();
        await host.StopAsync();
    }

    /// <summary>The environment belongs to the process, so no other test may run beside it.</summary>
    private sealed class EnvironmentKey : IDisposable
    {
        private readonly string? _before = Environment.GetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable);

        public EnvironmentKey(string key) => Environment.SetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable, key);

        public void Dispose() => Environment.SetEnvironmentVariable(SeedanceClientOptions.ApiKeyVariable, _before);
    }
}
