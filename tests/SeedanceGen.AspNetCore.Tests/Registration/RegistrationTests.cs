using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using SeedanceGen.AspNetCore.Tests.Sample;
using SeedanceGen.AspNetCore.Tests.Support;

namespace SeedanceGen.AspNetCore.Tests.Registration;

public sealed class RegistrationTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("thirty-one bytes are not enough")]
    public async Task The_application_does_not_start_without_a_long_secret(string? secret)
    {
        var error = await StartFailureAsync(options => options.Secret = secret);

        error.Message.ShouldContain("SeedanceWebhookOptions.Secret must have at least 32 bytes");
        if (secret is { Length: > 0 })
            error.ToString().ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("PreviousSecrets")]
    [InlineData("PublicAddress")]
    [InlineData("MaxBodyBytes")]
    [InlineData("MaxJsonDepth")]
    [InlineData("QueueCapacity")]
    [InlineData("MaxConcurrency")]
    [InlineData("MaxAttempts")]
    [InlineData("RetryDelay")]
    [InlineData("HandlerTimeout")]
    [InlineData("BusyWarningDelay")]
    [InlineData("RememberedDeliveries")]
    public async Task The_application_does_not_start_with_an_impossible_option(string option)
    {
        var error = await StartFailureAsync(options =>
        {
            switch (option)
            {
                case "PreviousSecrets": options.PreviousSecrets.Add("short"); break;
                case "PublicAddress": options.PublicAddress = new Uri("http://your-app.com/"); break;
                case "MaxBodyBytes": options.MaxBodyBytes = 0; break;
                case "MaxJsonDepth": options.MaxJsonDepth = 0; break;
                case "QueueCapacity": options.QueueCapacity = 0; break;
                case "MaxConcurrency": options.MaxConcurrency = 0; break;
                case "MaxAttempts": options.MaxAttempts = 0; break;
                case "RetryDelay": options.RetryDelay = TimeSpan.Zero; break;
                case "HandlerTimeout": options.HandlerTimeout = TimeSpan.Zero; break;
                case "BusyWarningDelay": options.BusyWarningDelay = TimeSpan.FromDays(2); break;
                case "RememberedDeliveries": options.RememberedDeliveries = 0; break;
            }
        });

        error.Failures.ShouldHaveSingleItem().ShouldContain(option);
    }

    [Fact]
    public async Task A_handler_of_the_applications_services_gets_a_scope_of_its_own_for_each_delivery()
    {
        await using var scene = await WebhookScene.StartAsync();
        var received = new Inbox();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<ISeedanceClient>(scene.Host.Client).AddSingleton(received).AddScoped<InboxHandler>();
        builder.Services.AddSeedanceWebhooks(options => options.Secret = VideoHost.Secret);
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapSeedanceWebhook<InboxHandler>("/hooks/");
        await app.StartAsync();
        var urls = app.Services.GetRequiredService<WebhookUrls>();

        foreach (var reference in new[] { "order-17", "order-18" })
        {
            var body = WebhookScene.Naming(await scene.FinishedJobAsync());
            await scene.PostAsync(urls.Create(new Uri(app.Urls.Single() + "/hooks"), reference), System.Text.Encoding.UTF8.GetBytes(body));
        }

        await app.StopAsync();
        received.References.ShouldBe(["order-17", "order-18"], ignoreOrder: true);
        received.Handlers.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_missing_or_doubled_registration_is_reported_when_the_endpoint_is_mapped()
    {
        Map(services => services.AddSingleton(Substitute.For<ISeedanceClient>())).ShouldThrow<InvalidOperationException>()
            .Message.ShouldContain("AddSeedanceWebhooks");
        Map(services => services.AddSeedanceWebhooks(_ => { })).ShouldThrow<InvalidOperationException>()
            .Message.ShouldContain(nameof(ISeedanceClient));

        var app = App(services => services.AddSingleton(Substitute.For<ISeedanceClient>()).AddSeedanceWebhooks(_ => { }));
        Should.Throw<InvalidOperationException>(() => app.MapSeedanceWebhook<InboxHandler>("/hooks")).Message.ShouldContain("InboxHandler");
        app.MapSeedanceWebhook("/hooks", (_, _, _) => Task.CompletedTask);
        Should.Throw<InvalidOperationException>(() => app.MapSeedanceWebhook("/more", (_, _, _) => Task.CompletedTask))
            .Message.ShouldContain("mapped already");
    }

    private static Action Map(Action<IServiceCollection> register) => () =>
        App(register).MapSeedanceWebhook("/hooks", (_, _, _) => Task.CompletedTask);

    private static WebApplication App(Action<IServiceCollection> register)
    {
        var builder = WebApplication.CreateSlimBuilder();
        register(builder.Services);
        return builder.Build();
    }

    private static Task<OptionsValidationException> StartFailureAsync(Action<SeedanceWebhookOptions> configure) =>
        Should.ThrowAsync<OptionsValidationException>(async () =>
        {
            await using var host = await VideoHost.StartAsync(
                Substitute.For<ISeedanceClient>(), (_, _, _) => Task.CompletedTask, configure);
        });
}
