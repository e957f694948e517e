using Microsoft.Extensions.DependencyInjection;

namespace SeedanceGen.AspNetCore.Tests.Urls;

public sealed class WebhookUrlsTests
{
    private const string Secret = "a secret for these tests, 32 bytes or more";
    private static readonly Uri Endpoint = new("https://your-app.com/webhooks/seedance");

    [Fact]
    public void A_url_is_the_endpoint_the_reference_and_a_token_of_256_bits()
    {
        var url = Urls().Create(Endpoint, "order-17");

        url.AbsoluteUri.ShouldMatch("^https://your-app\\.com/webhooks/seedance/order-17/[A-Za-z0-9_-]{43}$");
        Urls().Create(Endpoint, "order-17").ShouldBe(url, "every machine of the application makes the same");
        Urls().Create(new Uri(Endpoint + "/"), "order-17").ShouldBe(url);
    }

    [Fact]
    public void The_token_depends_on_the_reference_and_on_the_secret()
    {
        string[] tokens =
        [
            Urls().Create(Endpoint, "order-17").Segments[^1],
            Urls().Create(Endpoint, "order-18").Segments[^1],
            Urls(options => options.Secret = Secret + "!").Create(Endpoint, "order-17").Segments[^1],
        ];

        tokens.ShouldBeUnique();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a?b")]
    [InlineData("a\n")]
    public void A_reference_that_a_path_could_change_is_refused(string reference) =>
        Should.Throw<ArgumentException>(() => Urls().Create(Endpoint, reference));

    [Fact]
    public void A_reference_has_at_most_128_characters()
    {
        Urls().Create(Endpoint, new string('x', 128));
        Should.Throw<ArgumentException>(() => Urls().Create(Endpoint, new string('x', 129)));
    }

    [Theory]
    [InlineData("http://your-app.com/webhooks")]
    [InlineData("ftp://your-app.com/webhooks")]
    [InlineData("https://your-app.com/webhooks?x=1")]
    [InlineData("https://your-app.com/webhooks#x")]
    [InlineData("https://user@your-app.com/webhooks")]
    [InlineData("/webhooks")]
    public void An_endpoint_that_would_give_the_token_away_or_cannot_be_called_is_refused(string endpoint) =>
        Should.Throw<ArgumentException>(() => Urls().Create(new Uri(endpoint, UriKind.RelativeOrAbsolute), "order-17"));

    [Fact]
    public void The_public_address_of_the_options_is_the_endpoint_when_none_is_named()
    {
        Urls(options => options.PublicAddress = Endpoint).Create("order-17").ShouldBe(Urls().Create(Endpoint, "order-17"));
        Should.Throw<InvalidOperationException>(() => Urls().Create("order-17"));
    }

    private static WebhookUrls Urls(Action<SeedanceWebhookOptions>? configure = null) =>
        new ServiceCollection()
            .AddSeedanceWebhooks(options =>
            {
                options.Secret = Secret;
                configure?.Invoke(options);
            })
            .BuildServiceProvider()
            .GetRequiredService<WebhookUrls>();
}
