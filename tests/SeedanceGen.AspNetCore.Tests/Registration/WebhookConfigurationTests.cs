using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using SeedanceGen.AspNetCore.Tests.Sample;

namespace SeedanceGen.AspNetCore.Tests.Registration;

/// <summary>The options of webhooks from a configuration, and its errors.</summary>
public sealed class WebhookConfigurationTests
{
    private const string Section = "SeedanceWebhooks:";

    private static readonly Dictionary<string, (string Text, object Value)> Settings = new()
    {
        ["Secret"] = (VideoHost.Secret, VideoHost.Secret),
        ["PublicAddress"] = ("https://your-app.com/hooks", new Uri("https://your-app.com/hooks")),
        ["ClientName"] = ("eu", "eu"),
        ["MaxBodyBytes"] = ("1000", 1000),
        ["MaxJsonDepth"] = ("8", 8),
        ["QueueCapacity"] = ("16", 16),
        ["MaxConcurrency"] = ("2", 2),
        ["HandlerTimeout"] = ("Infinite", Timeout.InfiniteTimeSpan),
        ["BusyWarningDelay"] = ("00:02:00", TimeSpan.FromMinutes(2)),
        ["MaxAttempts"] = ("3", 3),
        ["RetryDelay"] = ("00:00:01", TimeSpan.FromSeconds(1)),
        ["RememberedDeliveries"] = ("10", 10),
        ["RespondsAfterHandler"] = ("true", true),
    };

    [Fact]
    public void Every_option_is_read_and_code_comes_after_the_configuration()
    {
        var options = Options(
            [.. Settings.Select(each => (Section + each.Key, each.Value.Text)), (Section + "PreviousSecrets:0", new string('a', 32)),
                (Section + "PreviousSecrets:1", new string('b', 32))],
            configured => configured.MaxAttempts = 9);

        foreach (var property in typeof(SeedanceWebhookOptions).GetProperties().Where(property => property.Name != "MaxAttempts"))
        {
            if (property.Name == nameof(SeedanceWebhookOptions.PreviousSecrets))
                options.PreviousSecrets.ShouldBe([new string('a', 32), new string('b', 32)]);
            else
                property.GetValue(options).ShouldBe(Settings[property.Name].Value, property.Name);
        }

        options.MaxAttempts.ShouldBe(9);
    }

    [Fact]
    public void A_section_may_be_passed_itself()
    {
        var configuration = Configuration([("Hooks:Secret", VideoHost.Secret)]);
        var services = new ServiceCollection().AddSeedanceWebhooks(configuration.GetSection("Hooks"));

        Read(services).Secret.ShouldBe(VideoHost.Secret);
    }

    [Theory]
    [InlineData("Secret", "short", "SeedanceWebhooks:Secret must have at least 32 bytes")]
    [InlineData("MaxBodyBytes", "0", "SeedanceWebhooks:MaxBodyBytes must be at least 1.")]
    [InlineData("MaxBodyBytes", "many", "SeedanceWebhooks:MaxBodyBytes is 'many'; accepted is a whole number.")]
    [InlineData("RetryDelay", "2", "SeedanceWebhooks:RetryDelay is '2'; accepted is a time as hours:minutes:seconds")]
    [InlineData("PublicAddress", "/hooks", "SeedanceWebhooks:PublicAddress is '/hooks'; accepted is an address such as https://")]
    [InlineData("PublicAddress", "http://your-app.com/", "SeedanceWebhooks:PublicAddress ")]
    [InlineData("PublicUrl", "https://your-app.com/", "not an option (did you mean 'SeedanceWebhooks:PublicAddress'?)")]
    [InlineData("Secrett", "1", "SeedanceWebhooks:Secrett is not an option (did you mean 'SeedanceWebhooks:Secret'?)")]
    [InlineData("PreviousSecrets:0", "short", "Each of SeedanceWebhooks:PreviousSecrets must have at least 32 bytes.")]
    public void An_error_names_the_section_and_the_option(string option, string value, string told)
    {
        var error = Should.Throw<OptionsValidationException>(
            () => Options([(Section + "Secret", VideoHost.Secret), (Section + option, value)]));

        error.Failures.ShouldHaveSingleItem().ShouldContain(told);
    }

    [Theory]
    [InlineData("SeedanceWebhook:Secret", "no section 'SeedanceWebhooks', or it is empty (did you mean 'SeedanceWebhook'?).")]
    [InlineData("Other:Secret", "no section 'SeedanceWebhooks', or it is empty.")]
    public void A_missing_section_is_told_with_its_nearest_name(string key, string told) =>
        Should.Throw<OptionsValidationException>(() => Options([(key, VideoHost.Secret)])).Failures.ShouldHaveSingleItem()
            .ShouldEndWith(told);

    [Fact]
    public void A_secret_from_code_needs_no_section() =>
        Options([], options => options.Secret = VideoHost.Secret).Secret.ShouldBe(VideoHost.Secret);

    [Fact]
    public async Task The_application_does_not_start_with_a_fault_of_the_section()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration[Section + "Secret"] = "short";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton(Substitute.For<ISeedanceClient>()).AddSeedanceWebhooks(builder.Configuration);
        await using var app = builder.Build();

        (await Should.ThrowAsync<OptionsValidationException>(() => app.StartAsync())).Message.ShouldContain("SeedanceWebhooks:Secret");
    }

    private static SeedanceWebhookOptions Options((string Key, string Value)[] values, Action<SeedanceWebhookOptions>? configure = null) =>
        Read(new ServiceCollection().AddSeedanceWebhooks(Configuration(values), configure));

    private static SeedanceWebhookOptions Read(IServiceCollection services)
    {
        using var provider = services.AddLogging().BuildServiceProvider();
        return provider.GetRequiredService<IOptions<SeedanceWebhookOptions>>().Value;
    }

    /// <summary>The last of two values of one key counts.</summary>
    private static IConfigurationRoot Configuration((string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.GroupBy(value => value.Key)
            .Select(group => KeyValuePair.Create(group.Key, (string?)group.Last().Value)))
        .Build();
}
