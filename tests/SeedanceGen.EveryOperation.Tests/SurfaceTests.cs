using System.Reflection;
using NSubstitute;
using SeedanceGen.EveryOperation.Tests.Support;

namespace SeedanceGen.EveryOperation.Tests;

/// <summary>What a program sees: names, deprecations, servers, and test doubles.</summary>
public sealed class SurfaceTests
{
    [Fact]
    public void Each_operation_has_a_public_method_that_can_be_replaced()
    {
        var methods = typeof(SeedanceApi).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

        methods.ShouldAllBe(method => method.IsVirtual);
        methods.Select(method => method.Name)
            .Where(name => !name.EndsWith("WithResponseAsync", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "CancelVideoGenerationAsync", "DeleteVideoGenerationAsync", "ExtendVideoGenerationAsync", "GetQuotaAsync",
                "GetVideoGenerationAsync", "ListJobsAsync", "ListJobsItemsAsync", "ListModelsAsync", "PatchNoteAsync", "PostNoteAsync",
                "PutBlobAsync", "ReadVideoAsync", "SubmitVideoGenerationAsync", "UploadMediaAsync",
            ]);
    }

    [Theory]
    [InlineData("DeleteVideoGenerationAsync", "Jobs go away by themselves.")]
    [InlineData("DeleteVideoGenerationWithResponseAsync", "Jobs go away by themselves.")]
    [InlineData("ListModelsAsync", null)]
    public void A_deprecated_operation_is_obsolete_with_the_words_of_the_description(string method, string? words)
    {
        var obsolete = typeof(SeedanceApi).GetMethod(method)!.GetCustomAttribute<ObsoleteAttribute>().ShouldNotBeNull();
        if (words is not null)
            obsolete.Message.ShouldBe(words);
        typeof(SeedanceApi).GetMethod("GetQuotaAsync")!.GetCustomAttribute<ObsoleteAttribute>().ShouldBeNull();
    }

    [Fact]
    public async Task A_substitute_responds_to_an_operation_in_a_test()
    {
        var api = Substitute.For<SeedanceApi>();
        api.GetVideoGenerationAsync("j1").Returns(new VideoGeneration { JobId = "j1", State = GenerationStatus.Queued });
        var client = Substitute.For<ISeedanceClient>();
        client.Api.Returns(api);

        (await client.Api.GetVideoGenerationAsync("j1")).State.ShouldBe(GenerationStatus.Queued);
    }

    [Fact]
    public void Each_model_of_any_description_can_be_made()
    {
        var makers = typeof(SeedanceModelFactory).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);

        makers.Length.ShouldBeGreaterThan(10);
        foreach (var maker in makers)
            maker.Invoke(null, null).ShouldBeAssignableTo(maker.ReturnType, maker.Name);
    }

    [Fact]
    public async Task A_class_of_a_test_overrides_what_it_needs()
    {
        var api = new OwnApi();

        (await api.GetQuotaAsync(Window.Day, precise: true)).Left.ShouldBe(9);
        Should.Throw<NotSupportedException>(() => api.GetVideoGenerationAsync("j1")).Message.ShouldContain("getVideoGeneration");
    }

    [Fact]
    public async Task Servers_are_constants_and_a_variable_is_an_option()
    {
        SeedanceServers.Eu.ShouldBe(new Uri("https://eu.example.com/v1"));
        SeedanceServers.Backup.ShouldBe(new Uri("https://backup.example.com/v1"));
        (await AddressOf(_ => { })).ShouldBe("https://www.example.com/v1/jobs/j1");
        (await AddressOf(options => options.Region = "eu")).ShouldBe("https://eu.example.com/v1/jobs/j1");
        (await AddressOf(options => options.BaseAddress = SeedanceServers.Backup)).ShouldBe("https://backup.example.com/v1/jobs/j1");
    }

    [Theory]
    [InlineData("moon")]
    [InlineData("evil.example/")]
    public void A_value_of_a_variable_that_is_not_documented_is_an_error(string region) =>
        Should.Throw<SeedanceConfigurationException>(() => new SeedanceClient("sd2_live_x", new SeedanceClientOptions { Region = region }))
            .Message.ShouldContain("www, eu");

    [Fact]
    public void A_region_beside_an_address_is_an_error() =>
        Should.Throw<SeedanceConfigurationException>(() => new SeedanceClient(
            "sd2_live_x", new SeedanceClientOptions { Region = "eu", BaseAddress = SeedanceServers.Backup })).Setting.ShouldBe("Region");

    [Fact]
    public void The_documented_headers_of_a_webhook_are_listed()
    {
        SeedanceClient.WebhookHeaders.ShouldBe(["X-Attempt", "X-Signature"]);
        SeedanceClient.RequiredWebhookHeaders.ShouldBe(["X-Signature"]);
        JobState.IdField.ShouldBe("jobId");
    }

    [Fact]
    public void The_key_of_a_submission_is_no_parameter_of_its_method() =>
        typeof(SeedanceApi).GetMethod("SubmitVideoGenerationAsync")!.GetParameters().Select(parameter => parameter.Name)
            .ShouldBe(["body", "options", "cancellationToken"]);

    [Fact]
    public void A_required_part_of_a_form_comes_first_and_is_required() =>
        typeof(SeedanceApi).GetMethod("UploadMediaAsync")!.GetParameters().Where(parameter => !parameter.IsOptional)
            .Select(parameter => parameter.Name).ShouldBe(["file"]);

    private static async Task<string> AddressOf(Action<SeedanceClientOptions> change)
    {
        var service = new StubService(StubService.Json(Requests.Job("queued")));
        await using var client = service.CreateClient(change);
        await client.GetAsync("j1");
        return service.Last.Address.AbsoluteUri;
    }

    private sealed class OwnApi : SeedanceApi
    {
        public override Task<Quota> GetQuotaAsync(
            Window window,
            bool precise,
            DateTimeOffset? since = null,
            DateOnly? day = null,
            IEnumerable<string>? tag = null,
            IEnumerable<int>? ids = null,
            IEnumerable<string>? pipes = null,
            IEnumerable<GenerationStatus>? states = null,
            QuotaFilter? filter = null,
            string? optionsParameter = null,
            string? xTraceId = null,
            IEnumerable<int>? xParts = null,
            CallOptions? options = null,
            CancellationToken cancellationToken = default) => Task.FromResult(new Quota { Left = 9 });
    }
}
