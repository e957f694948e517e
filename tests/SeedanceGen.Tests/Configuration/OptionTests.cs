using System.Reflection;
using System.Text;
using SeedanceGen.Http;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.Tests.Configuration;

/// <summary>An option that no code reads is a defect: changing any of them has to change what happens.</summary>
public sealed class OptionTests
{
    private static readonly LogRecorder Log = new();
    private static readonly ProgressCounter Progress = new();
    private static readonly Lazy<Task<string>> Unchanged = new(() => OptionScenario.RunAsync());

    private static readonly Dictionary<string, Func<SeedanceClientOptions, SeedanceClientOptions>> Changes = new()
    {
        [nameof(SeedanceClientOptions.ApiKey)] = Set(options => options.ApiKey = "sd2_live_other"),
        [nameof(SeedanceClientOptions.ApiKeyProvider)] = Set(options =>
        {
            options.ApiKey = null;
            options.ApiKeyProvider = _ => ValueTask.FromResult("sd2_live_provided");
        }),
        [nameof(SeedanceClientOptions.BaseAddress)] = Set(options => options.BaseAddress = new Uri("https://eu.example.com")),
        [nameof(SeedanceClientOptions.AttemptTimeout)] = Set(options => options.AttemptTimeout = TimeSpan.FromSeconds(61)),
        [nameof(SeedanceClientOptions.ConnectTimeout)] = Set(options => options.ConnectTimeout = TimeSpan.FromSeconds(16)),
        [nameof(SeedanceClientOptions.TotalTimeout)] = Set(options => options.TotalTimeout = TimeSpan.FromMinutes(4)),
        [nameof(SeedanceClientOptions.MaxAttempts)] = Set(options => options.MaxAttempts = 2),
        [nameof(SeedanceClientOptions.RetryDelay)] = Set(options => options.RetryDelay = TimeSpan.FromSeconds(1)),
        [nameof(SeedanceClientOptions.MaxRetryDelay)] = Set(options => options.MaxRetryDelay = TimeSpan.FromSeconds(0.5)),
        [nameof(SeedanceClientOptions.MaxResponseBytes)] = Set(options => options.MaxResponseBytes = 1024),
        [nameof(SeedanceClientOptions.MaxPollsPerSecond)] = Set(options => options.MaxPollsPerSecond = 0.1),
        [nameof(SeedanceClientOptions.MaxCredits)] = Set(options => options.MaxCredits = 40),
        [nameof(SeedanceClientOptions.TimeProvider)] =
            Set(options => options.TimeProvider = new SkippingClock(TimeSpan.FromSeconds(30)).Time),
        [nameof(SeedanceClientOptions.HttpHandler)] = Set(options => options.HttpHandler = new ScriptedHandler(new StringBuilder())),
        [nameof(SeedanceClientOptions.LoggerFactory)] = Set(options => options.LoggerFactory = Log),
        [nameof(SeedanceClientOptions.WaitDefaults)] = Wait(wait => wait with { Timeout = TimeSpan.FromMinutes(1) }),
        ["WaitDefaults." + nameof(WaitOptions.Timeout)] = Wait(wait => wait with { Timeout = TimeSpan.FromMinutes(1) }),
        ["WaitDefaults." + nameof(WaitOptions.PollInterval)] = Wait(wait => wait with { PollInterval = TimeSpan.FromSeconds(1) }),
        ["WaitDefaults." + nameof(WaitOptions.MaxPollInterval)] = Wait(wait => wait with { MaxPollInterval = TimeSpan.FromSeconds(3) }),
        ["WaitDefaults." + nameof(WaitOptions.ExpectWebhook)] = Wait(wait => wait with { ExpectWebhook = false }),
        ["WaitDefaults." + nameof(WaitOptions.WebhookPollInterval)] = Wait(
            wait => wait with { WebhookPollInterval = TimeSpan.FromSeconds(25) }),
        ["WaitDefaults." + nameof(WaitOptions.MaxUnusablePolls)] = Wait(wait => wait with { MaxUnusablePolls = 3 }),
        ["WaitDefaults." + nameof(WaitOptions.UnusablePollsTimeout)] = Wait(
            wait => wait with { UnusablePollsTimeout = TimeSpan.FromSeconds(20) }),
        ["WaitDefaults." + nameof(WaitOptions.UnknownJobTimeout)] = Wait(wait => wait with { UnknownJobTimeout = TimeSpan.Zero }),
        ["WaitDefaults." + nameof(WaitOptions.LinkTimeout)] = Wait(wait => wait with { LinkTimeout = TimeSpan.Zero }),
        ["WaitDefaults." + nameof(WaitOptions.OnTimeoutOrCancel)] = Wait(
            wait => wait with { OnTimeoutOrCancel = UnfinishedJobAction.CancelJob }),
    };

    private static readonly Dictionary<string, Func<DownloadOptions, DownloadOptions>> DownloadChanges = new()
    {
        [nameof(DownloadOptions.MaxBytes)] = options => options with { MaxBytes = 100 },
        [nameof(DownloadOptions.MaxAttempts)] = options => options with { MaxAttempts = 2 },
        [nameof(DownloadOptions.AcceptAnyContent)] = options => options with { AcceptAnyContent = true },
        [nameof(DownloadOptions.Progress)] = options => options with { Progress = Progress },
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    public static TheoryData<string> DownloadNames => [.. DownloadChanges.Keys];

    [Fact]
    public void Every_public_option_is_tested()
    {
        Changes.Keys.ShouldBe(NamesOf(typeof(SeedanceClientOptions))
            .Concat(NamesOf(typeof(WaitOptions)).Select(name => "WaitDefaults." + name)), ignoreOrder: true);
        DownloadChanges.Keys.ShouldBe(NamesOf(typeof(DownloadOptions)), ignoreOrder: true);
    }

    [Fact]
    [PastTheProxy("The service of the test gives some responses that are not of the API.")]
    public async Task Equal_options_behave_equally() =>
        (await OptionScenario.RunAsync()).ShouldBe(await OptionScenario.RunAsync());

    [Theory]
    [PastTheProxy("The service of the test gives some responses that are not of the API.")]
    [MemberData(nameof(Names))]
    public async Task Changing_an_option_changes_what_happens(string name)
    {
        var lines = Log.Lines.Count;

        var changed = await OptionScenario.RunAsync(Changes[name]);

        if (name == nameof(SeedanceClientOptions.LoggerFactory))
            Log.Lines.Count.ShouldBeGreaterThan(lines);
        else if (name == nameof(SeedanceClientOptions.ConnectTimeout))
            ConnectTimeoutOf(Changes[name]).ShouldNotBe(ConnectTimeoutOf(Set(_ => { })));
        else
            changed.ShouldNotBe(await Unchanged.Value);
    }

    [Theory]
    [PastTheProxy("The service of the test gives some responses that are not of the API.")]
    [MemberData(nameof(DownloadNames))]
    public async Task Changing_a_download_option_changes_what_happens(string name)
    {
        var before = Progress.Reports;

        var changed = await OptionScenario.RunAsync(changeDownload: DownloadChanges[name]);

        if (name == nameof(DownloadOptions.Progress))
            Progress.Reports.ShouldBeGreaterThan(before);
        else
            changed.ShouldNotBe(await Unchanged.Value);
    }

    [Fact]
    public void Options_do_not_change_any_more_once_a_client_uses_them()
    {
        var options = new SeedanceClientOptions { ApiKey = "sd2_live_test" };
        using var client = new SeedanceClient(options);

        foreach (var property in typeof(SeedanceClientOptions).GetProperties())
        {
            Should.Throw<TargetInvocationException>(() => property.SetValue(options, property.GetValue(options)), property.Name)
                .InnerException.ShouldBeOfType<InvalidOperationException>();
        }
    }

    [Fact]
    public void A_client_that_is_made_by_hand_refuses_what_a_host_refuses()
    {
        var options = new SeedanceClientOptions
        {
            ApiKey = "sd2_live_test",
            AttemptTimeout = TimeSpan.Zero,
            MaxResponseBytes = 10,
            MaxPollsPerSecond = double.NaN
        };

        var exception = Should.Throw<SeedanceConfigurationException>(() => new SeedanceClient(options));

        exception.Setting.ShouldBe(nameof(SeedanceClientOptions.AttemptTimeout));
        exception.Message.Split(Environment.NewLine).ShouldBe(
        [
            "AttemptTimeout is 00:00:00; accepted is a time above 0, up to 49.00:00:00, or Timeout.InfiniteTimeSpan.",
            "MaxResponseBytes is 10; accepted is 1024 to 1073741824 bytes.",
            "MaxPollsPerSecond is NaN; accepted is 0.001 or more, or null for no cap.",
        ]);
    }

    /// <summary>The scenario has a handler of its own, which this option does not concern.</summary>
    private static TimeSpan ConnectTimeoutOf(Func<SeedanceClientOptions, SeedanceClientOptions> change)
    {
        using var handler = ServiceHandler.Create(change(new SeedanceClientOptions()));
        return handler.ConnectTimeout;
    }

    private static IEnumerable<string> NamesOf(Type options) => options.GetProperties().Select(property => property.Name);

    private static Func<SeedanceClientOptions, SeedanceClientOptions> Set(Action<SeedanceClientOptions> set) => options =>
    {
        set(options);
        return options;
    };

    private static Func<SeedanceClientOptions, SeedanceClientOptions> Wait(Func<WaitOptions, WaitOptions> change) =>
        Set(options => options.WaitDefaults = change(options.WaitDefaults));

    private sealed class ProgressCounter : IProgress<DownloadProgress>
    {
        public int Reports { get; private set; }

        public void Report(DownloadProgress value) => Reports++;
    }
}
