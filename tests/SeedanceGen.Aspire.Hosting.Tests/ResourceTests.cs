using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace SeedanceGen.AspireTests;

/// <summary>What an AppHost knows of the mock before anything runs.</summary>
public sealed class ResourceTests
{
    [Fact]
    public async Task A_resource_with_a_reference_gets_the_address_and_the_key_of_the_mock()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });
        var mock = builder.AddSeedanceMock("seedance", port: 8123, new() { ApiKey = "sd2_live_apphost" });
        var app = builder.AddExecutable("app", "app", ".").WithReference(mock);
        await using var application = builder.Build();

        var endpoint = mock.Resource.Endpoint.EndpointAnnotation;
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 8123);
        var configuration = await ExecutionConfigurationBuilder.Create(app.Resource).WithEnvironmentVariablesConfig()
            .BuildAsync(application.Services.GetRequiredService<DistributedApplicationExecutionContext>());
        var variables = configuration.EnvironmentVariables.ToDictionary();

        variables["SEEDANCE_BASE_URL"].ShouldBe("http://localhost:8123");
        variables["SEEDANCE_API_KEY"].ShouldBe("sd2_live_apphost");
        app.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().ShouldContain(other => other.Resource == mock.Resource);
    }

    [Fact]
    public void The_mock_has_commands_and_a_health_check_and_is_not_published()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true });

        var mock = builder.AddSeedanceMock("seedance").Resource;

        mock.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.Name).ShouldBe(["advance", "fail-job", "reset"]);
        mock.Annotations.OfType<HealthCheckAnnotation>().ShouldHaveSingleItem();
        mock.TryGetLastAnnotation<ManifestPublishingCallbackAnnotation>(out var manifest).ShouldBeTrue();
        manifest.ShouldBe(ManifestPublishingCallbackAnnotation.Ignore);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_that_is_none_is_refused_when_the_mock_is_added(int port) =>
        Should.Throw<ArgumentOutOfRangeException>(() => DistributedApplication.CreateBuilder().AddSeedanceMock("seedance", port))
            .ParamName.ShouldBe("port");
}
