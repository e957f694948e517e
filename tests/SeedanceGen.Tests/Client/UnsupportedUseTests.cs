using System.Reflection;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;

namespace SeedanceGen.Tests.Client;

/// <summary>Uses that people try and that would not be safe: each is refused with what to use in its place.</summary>
public sealed class UnsupportedUseTests
{
    [Fact]
    public void A_client_over_an_HttpClient_is_an_error_of_the_compiler_that_names_the_way()
    {
        var obsolete = typeof(SeedanceClient).GetConstructor([typeof(HttpMessageInvoker)])!.GetCustomAttribute<ObsoleteAttribute>()!;

        obsolete.IsError.ShouldBeTrue();
        obsolete.Message!.ShouldContain("AddSeedance");
        obsolete.Message!.ShouldContain("SeedanceClientOptions.HttpHandler");
    }

    [Fact]
    public void A_typed_client_of_the_host_is_refused_with_the_same_words()
    {
        var services = new ServiceCollection();
        services.AddHttpClient<ISeedanceClient, SeedanceClient>();
        using var provider = services.BuildServiceProvider();

        Should.Throw<NotSupportedException>(() => provider.GetRequiredService<ISeedanceClient>()).Message.ShouldContain("AddSeedance");
    }

    [Fact]
    public void A_client_that_the_services_make_is_not_affected()
    {
        var services = new ServiceCollection();
        services.AddHttpClient();
        services.AddSingleton(new SeedanceClientOptions { ApiKey = "sd2_live_test" }).AddSingleton<ISeedanceClient, SeedanceClient>();
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<ISeedanceClient>().ShouldBeOfType<SeedanceClient>();
    }

    [Theory]
    [InlineData(typeof(SeedanceClient))]
    [InlineData(typeof(SeedanceServiceCollectionExtensions))]
    public void What_makes_a_client_is_refused_in_a_browser_at_build_time(Type type) =>
        type.GetCustomAttribute<UnsupportedOSPlatformAttribute>()!.PlatformName.ShouldBe("browser");

    [Theory]
    [InlineData(typeof(VideoGeneration))]
    [InlineData(typeof(VideoGenerationRequest))]
    [InlineData(typeof(SeedanceJsonContext))]
    [InlineData(typeof(ISeedanceClient))]
    public void The_models_can_be_shared_with_a_page_in_a_browser(Type type) =>
        type.GetCustomAttribute<UnsupportedOSPlatformAttribute>().ShouldBeNull();
}
