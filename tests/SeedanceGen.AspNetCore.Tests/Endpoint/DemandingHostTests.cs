using System.Net;
using System.Net.Http.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;
using SeedanceGen.AspNetCore.Tests.Sample;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.AspNetCore.Tests.Endpoint;

/// <summary>Applications that demand something of every request, which the sender of a webhook cannot have.</summary>
public sealed class DemandingHostTests : IDisposable
{
    private const int Accepted = 3001;
    private const int NotMapped = 3012;
    private const int MappedElsewhere = 3013;
    private const int Redirected = 3014;

    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("fallback policy", HttpStatusCode.Redirect)]
    [InlineData("group policy", HttpStatusCode.Redirect)]
    [InlineData("global limiter", HttpStatusCode.ServiceUnavailable)]
    [InlineData("group limiter", HttpStatusCode.ServiceUnavailable)]
    [InlineData("output cache", HttpStatusCode.OK)]
    public async Task The_endpoint_is_open_where_the_application_demands(string demand, HttpStatusCode elsewhere)
    {
        await using var app = await StartAsync(demand, "/hooks", "https://app.example/hooks");

        for (var i = 0; i < 3; i++)
            (await StatusAsync(app, UrlOf(app))).ShouldBe(HttpStatusCode.Accepted);
        await StatusAsync(app, "/group/other");
        (await StatusAsync(app, "/group/other")).ShouldBe(elsewhere, "the demand holds elsewhere");

        _log.Lines.Count(line => line.EventId == Accepted).ShouldBe(3, "no other middleware responds in its place");
    }

    [Theory]
    [InlineData("own policy", HttpStatusCode.ServiceUnavailable)]
    [InlineData("own limiter", HttpStatusCode.ServiceUnavailable)]
    public async Task What_the_application_demands_of_this_very_endpoint_holds(string demand, HttpStatusCode expected)
    {
        await using var app = await StartAsync(demand, "/hooks", "https://app.example/hooks");

        await StatusAsync(app, UrlOf(app));
        (await StatusAsync(app, UrlOf(app))).ShouldBe(expected);
    }

    [Theory]
    [InlineData("own policy")]
    [InlineData("fallback policy, not mapped")]
    [InlineData("HTTPS")]
    public async Task The_token_gets_into_no_redirect(string demand)
    {
        var path = demand.EndsWith("not mapped", StringComparison.Ordinal) ? null : "/hooks";
        await using var app = await StartAsync(demand, path, "https://app.example/hooks");
        var url = UrlOf(app);
        var token = url.Split('/')[^1];

        using var response = await PostAsync(app, url);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.ToString().ShouldNotContain(token);
        _log.Lines.Where(line => line.EventId == Redirected).ShouldHaveSingleItem().ToString().ShouldNotContain(token);
        (await StatusAsync(app, url[..^1])).ShouldNotBe(HttpStatusCode.ServiceUnavailable, "it is no token");
    }

    [Theory]
    [InlineData("/hooks", "https://app.example/group/hooks", false)]
    [InlineData("/hooks/", "https://app.example/Group/Hooks/", false)]
    [InlineData("/{tenant}/hooks", "https://app.example/group/a/hooks", false)]
    [InlineData("/hooks", "https://app.example/hooks", true)]
    [InlineData("/hooks", "https://app.example/", true)]
    [InlineData("/hooks", "https://app.example/app/group/hooks", true)]
    [InlineData("/hooks/seedance", "https://app.example/group/hooks", true)]
    public async Task A_mapping_that_differs_from_the_public_address_is_told_at_the_start(string path, string address, bool isTold)
    {
        await using var app = await StartAsync("group", path, address);

        _log.Lines.Any(line => line.EventId == MappedElsewhere && line.Text.Contains("/group/", StringComparison.Ordinal)).ShouldBe(isTold);
        _log.Lines.ShouldNotContain(line => line.EventId == NotMapped);
    }

    [Fact]
    public async Task A_missing_mapping_is_told_at_the_start()
    {
        await using var app = await StartAsync("", path: null, "https://app.example/hooks");

        _log.Lines.Single(line => line.EventId == NotMapped).Text.ShouldContain("MapSeedanceWebhook");
    }

    private async Task<WebApplication> StartAsync(string demand, string? path, string address)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddProvider(_log).AddFilter("SeedanceGen", LogLevel.Trace);
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddSingleton(Substitute.For<ISeedanceClient>());
        builder.Services.AddSeedanceWebhooks(options => (options.Secret, options.PublicAddress) = (VideoHost.Secret, new Uri(address)));
        builder.Services.AddAuthentication("Cookies").AddCookie("Cookies");
        builder.Services.AddAuthorization(options =>
        {
            if (demand.StartsWith("fallback", StringComparison.Ordinal))
                options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        });
        builder.Services.AddRateLimiter(options =>
        {
            options.AddFixedWindowLimiter("once", Once);
            if (demand == "global limiter")
            {
                options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, int>(
                    _ => RateLimitPartition.GetFixedWindowLimiter(0, OnceIn));
            }
        });
        builder.Services.AddAntiforgery().AddHttpsRedirection(options => options.HttpsPort = 443);
        builder.Services.AddOutputCache(options => options.AddBasePolicy(new CacheEverything()));

        var app = builder.Build();
        if (demand == "HTTPS")
            app.UseHttpsRedirection();
        app.UseAuthentication().UseAuthorization().UseRateLimiter().UseAntiforgery();
        if (demand == "output cache")
            app.UseOutputCache();
        if (path is not null)
            Map(app, demand, path);
        await app.StartAsync();
        return app;
    }

    private static void Map(WebApplication app, string demand, string path)
    {
        var group = app.MapGroup("/group");
        if (demand == "group policy")
            group.RequireAuthorization();
        else if (demand == "group limiter")
            group.RequireRateLimiting("once");
        group.MapPost("/other", static () => "");
        var endpoint = (demand.StartsWith("group", StringComparison.Ordinal) ? group : (IEndpointRouteBuilder)app)
            .MapSeedanceWebhook(path, (_, _, _) => Task.CompletedTask);
        if (demand == "own policy")
            endpoint.RequireAuthorization();
        else if (demand == "own limiter")
            endpoint.RequireRateLimiting("once");
    }

    private static string UrlOf(WebApplication app)
    {
        var path = app.Services.GetRequiredService<WebhookUrls>().Create("order-17").AbsolutePath;
        var isInGroup = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Any(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/group/hooks", StringComparison.Ordinal));
        return isInGroup ? "/group" + path : path;
    }

    private static async Task<HttpStatusCode> StatusAsync(WebApplication app, string path)
    {
        using var response = await PostAsync(app, path);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> PostAsync(WebApplication app, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await http.PostAsJsonAsync(new Uri(app.Urls.Single() + path), new { requestId = "req_1" });
    }

    private static FixedWindowRateLimiterOptions OnceIn(int partition)
    {
        var options = new FixedWindowRateLimiterOptions();
        Once(options);
        return options;
    }

    private static void Once(FixedWindowRateLimiterOptions options) =>
        (options.PermitLimit, options.Window, options.QueueLimit) = (1, TimeSpan.FromHours(1), 0);

    /// <summary>Caches responses to a POST, which the framework does not do by itself.</summary>
    private sealed class CacheEverything : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            (context.EnableOutputCaching, context.AllowCacheLookup, context.AllowCacheStorage) = (true, true, true);
            context.ResponseExpirationTimeSpan = TimeSpan.FromHours(1);
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.AllowCacheStorage = true;
            return ValueTask.CompletedTask;
        }
    }
}
