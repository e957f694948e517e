using System.Text.Json;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <summary>How a mock server behaves. The options cannot change once they are made, so servers may share them.</summary>
public sealed class SeedanceMockOptions
{
    /// <summary>
    /// The key that a mock server accepts unless told otherwise: <c>sd2_live_mock</c>. It has the documented form and opens nothing.
    /// </summary>
    public const string DefaultApiKey = "sd2_live_mock";

    private const int DefaultPolls = 2;
    private const string DefaultWebhookSecret = "whsec_mock";

    private readonly Func<VideoGenerationRequest, int>? _price;
    private ApiVariant _variant = ApiVariant.Documented;

    /// <summary>
    /// The only key that the server accepts at first; <see cref="DefaultApiKey"/> by default. See <c>SeedanceMock.Keys</c>.
    /// </summary>
    public string ApiKey { get; init; } = DefaultApiKey;

    /// <summary>How every job comes to its end; by default two polls see it queued and processing, the third sees it succeeded.</summary>
    public JobLifecycle Lifecycle { get; init; } = JobLifecycle.AfterPolls(DefaultPolls);

    /// <summary>Chooses a lifecycle for single jobs; null, or a null result, leaves them to <see cref="Lifecycle"/>.</summary>
    public Func<VideoGenerationRequest, JobLifecycle?>? LifecycleFor { get; init; }

    /// <summary>
    /// The jobs that the service had before the test began; none by default. <see cref="ExistingJob.Examples"/> are the documented ones.
    /// </summary>
    public IReadOnlyList<ExistingJob> Jobs { get; init; } = [];

    /// <summary>
    /// Whether a model that the API description does not know is accepted, as by a service that is newer than this library; by default it
    /// is rejected, as by the service that the description describes.
    /// </summary>
    public bool AcceptUnknownModels { get; init; }

    /// <summary>What a job costs in credits; <see cref="DocumentedPrice"/> by default.</summary>
    public Func<VideoGenerationRequest, int> Price
    {
        get => _price ?? DocumentedPrice;
        init => _price = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>
    /// How many credits there are to spend at first; unlimited when null, the default. A job that costs more than is left is rejected with
    /// <see cref="MockErrorCodes.InsufficientCredits"/>, the mock's own choice: the service's response is not documented.
    /// </summary>
    public int? Balance { get; init; }

    /// <summary>
    /// Which part of the jobs fails, 0 to 1, with <see cref="MockErrorCodes.JobFailed"/>; zero by default. The failed jobs are spread
    /// evenly: with 0.1, each tenth job fails.
    /// </summary>
    public double FailRate { get; init; }

    /// <summary>How many requests the server lets through in what time; null, the default, for any number.</summary>
    public MockRateLimit? RateLimit { get; init; }

    /// <summary>
    /// For how long after its acceptance a job is not found, as at a service whose parts learn of it one after the other; zero by default.
    /// </summary>
    public TimeSpan VisibleAfter { get; init; }

    /// <summary>
    /// For how long the link of a read leads to the video, on the server's clock; null, the default, for ever. The next read has a new
    /// link. How long a link of the service stays valid is not documented.
    /// </summary>
    public TimeSpan? LinkLifetime { get; init; }

    /// <summary>
    /// How the webhook of every job is sent; see <see cref="WebhookPlan"/> for the defaults, all of them the mock's own choice.
    /// </summary>
    public WebhookPlan Webhook { get; init; } = new();

    /// <summary>
    /// Chooses how the webhooks of single jobs are sent, when the jobs end; null, or a null result, leaves them to <see cref="Webhook"/>. A
    /// plan that was given to the job itself (<see cref="MockJob.Webhook"/>) comes before both. See also <see cref="WebhookPlan.Chaos"/>.
    /// </summary>
    public Func<MockJob, WebhookPlan?>? WebhookFor { get; init; }

    /// <summary>
    /// Leads webhooks to an application under test that has no socket, such as <c>() =&gt; app.Server.CreateHandler()</c> of a
    /// <c>WebApplicationFactory</c>. Every webhook goes there, also to the host of production, and keeps its plan, its headers, its timeout
    /// and its place in <c>SeedanceMock.Webhooks</c>. The mock asks for the handler at each attempt, so the application may be made after
    /// the mock; the mock does not dispose of the handler. A handler that follows a redirect fails the attempt. Null, the default, posts to
    /// ports of this machine and to no other machine.
    /// </summary>
    public Func<HttpMessageHandler>? WebhookHandler { get; init; }

    /// <summary>
    /// The elements of the list of models. Null, the default, for one object for each model of the API description, with its name as
    /// <c>id</c> and nothing else: the mock's own choice, because the shape of the elements is not documented.
    /// </summary>
    public IReadOnlyList<JsonElement>? Models { get; init; }

    /// <summary>
    /// Which service is played: the documented one, or one that is newer in some respect. <see cref="ApiVariant.Documented"/> by default.
    /// </summary>
    public ApiVariant Variant
    {
        get => _variant;
        init => _variant = value;
    }

    /// <summary>
    /// Changes responses of operations before they are sent, errors included; null changes nothing. A response that does not keep to the
    /// API description afterwards is a <see cref="MockViolationKind.ResponseViolation"/>. Several requests may call it at once. When it
    /// throws, the response is 500 with <see cref="MockErrorCodes.OptionFailed"/>.
    /// </summary>
    public Action<EditableResponse>? Reshape { get; init; }

    /// <summary>
    /// Whether a response that the mock makes from a schema also has the fields that are not required; false by default. A documented
    /// example is sent as it is.
    /// </summary>
    public bool FillOptionalFields { get; init; }

    /// <summary>
    /// The secret of the webhooks: where the API description has a header with a signature, the mock sends the HMAC-SHA256 of the body by
    /// this secret, in hexadecimal. The description documents no signature so far, and then nothing is signed.
    /// </summary>
    public string WebhookSecret { get; init; } = DefaultWebhookSecret;

    /// <summary>
    /// The hosts for which the server responds besides this machine (<c>localhost</c>, <c>*.localhost</c>, <c>127.0.0.0/8</c>,
    /// <c>[::1]</c>) and the IP address at which it listens: names or IP addresses without a port, or <c>*</c> for every host. None by
    /// default. A request for another host gets 421 (<see cref="MockErrorCodes.HostNotAllowed"/>), so that a web page whose name was made
    /// to lead to this machine cannot use the mock.
    /// </summary>
    public IReadOnlyCollection<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// How long the server takes over each request, videos included, before it sends anything of the response; zero by default. A fault,
    /// scripted or by chance, comes on top of it.
    /// </summary>
    public TimeSpan Latency { get; init; }

    /// <summary>
    /// Faults by chance; null, the default, for none. <c>SeedanceMock.ChaosDescription</c> tells how often they happened and how to repeat
    /// them.
    /// </summary>
    public MockChaos? Chaos { get; init; }

    /// <summary>
    /// Whether the end of the server fails a test in which something was found wrong, by a <see cref="SeedanceMockException"/>; true by
    /// default. When false, <c>SeedanceMock.Violations</c> has them all the same.
    /// </summary>
    public bool Strict { get; init; } = true;

    /// <summary>The kinds of violations that a strict server lets pass, for tests that cause them on purpose; none by default.</summary>
    public IReadOnlyCollection<MockViolationKind> IgnoredViolations { get; init; } = [];

    /// <summary>
    /// How much of the past the server keeps: <see cref="MockRetention.Everything"/> by default, so that a test can look at all of it.
    /// </summary>
    public MockRetention Retention { get; init; } = MockRetention.Everything;

    /// <summary>The clock of the server, for every timestamp and for <see cref="JobLifecycle.After"/>; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether the test sets the prices.</summary>
    internal bool HasOwnPrice => _price is not null;

    /// <summary>The price of a job in credits, generalised from the documented prices.</summary>
    /// <param name="request">What is asked for.</param>
    /// <returns>
    /// A documented price for a documented request: 40 credits for seedance-2.0, 5 s, 720p from text (page "Text to video") and
    /// 64 for the same with one image (page "Image to video"). Every other price is the mock's own choice: the price of the documented
    /// request that is most alike (with or without media first, then model, then resolution), in proportion to the seconds and
    /// rounded up. A request without a usable duration costs what that documented request costs.
    /// </returns>
    public static int DocumentedPrice(VideoGenerationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CreditPrices.Documented(
            ApiDescription.Current, JsonSerializer.SerializeToUtf8Bytes(request, SeedanceJsonContext.Default.VideoGenerationRequest));
    }

    /// <summary>The same options with another variant.</summary>
    internal SeedanceMockOptions In(ApiVariant variant)
    {
        var copy = (SeedanceMockOptions)MemberwiseClone();
        copy._variant = variant;
        return copy;
    }

    internal void EnsureUsable()
    {
        MockKeys.EnsureUsable(ApiKey, nameof(ApiKey));
        ArgumentNullException.ThrowIfNull(Lifecycle);
        ArgumentNullException.ThrowIfNull(Variant);
        ArgumentNullException.ThrowIfNull(Jobs);
        ArgumentNullException.ThrowIfNull(Retention);
        Retention.EnsureUsable();
        ArgumentNullException.ThrowIfNull(IgnoredViolations);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(Webhook);
        Webhook.EnsureUsable();
        ArgumentException.ThrowIfNullOrEmpty(WebhookSecret);
        Service.AllowedHosts.EnsureUsable(AllowedHosts, nameof(AllowedHosts));
        ArgumentOutOfRangeException.ThrowIfLessThan(Latency, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(VisibleAfter, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LinkLifetime ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(LinkLifetime));
        RateLimit?.EnsureUsable();
        if (FailRate is not (>= 0 and <= 1))
            throw new ArgumentException("A rate is from 0 (no job fails) to 1 (each does).", nameof(FailRate));
        if (Balance is { } balance)
            ArgumentOutOfRangeException.ThrowIfNegative(balance, nameof(Balance));
    }
}
