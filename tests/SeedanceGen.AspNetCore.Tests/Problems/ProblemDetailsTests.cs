using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SeedanceGen.Rules;
using SeedanceGen.Testing;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.AspNetCore.Tests.Problems;

/// <summary>One call makes problem details of the client's errors, whatever else the application has for exceptions.</summary>
public sealed class ProblemDetailsTests
{
    private static readonly HttpClient Http = new();

    private static readonly (string What, Exception Error, int Status, string? Job)[] Rows =
    [
        ("a broken rule", new SeedanceValidationException([Violation()]), 400, null),
        ("a limit of credits", new CreditLimitExceededException(10, 40), 503, null),
        ("a rate limit", new SeedanceRateLimitException("internal canary", Response(429)), 503, null),
        ("a rejected key", new SeedanceAuthenticationException("internal canary", Response(401)), 502, null),
        ("a refused request", new SeedanceApiException("internal canary", Response(422)), 422, null),
        ("an error of the service", new SeedanceApiException("internal canary", Response(500)), 502, null),
        ("no connection", new SeedanceConnectionException("canary through the proxy 10.0.0.1:3128"), 503, null),
        ("an unknown outcome", new SubmissionOutcomeUnknownException("internal canary", requestId: "req_1"), 409, "req_1"),
        ("an unusable id", new UnusableJobIdException("internal canary", "../canary", 40), 409, null),
        ("a timeout", new GenerationTimeoutException("req_1", TimeSpan.FromMinutes(1), null), 409, "req_1"),
        ("no usable response", Unreadable(), 409, "req_1"),
        ("a failed job", new GenerationFailedException(Job(GenerationStatus.Failed)), 422, "req_1"),
        ("a canceled job", new GenerationCancelledException(Job(GenerationStatus.Cancelled)), 409, "req_1"),
        ("no video", new VideoUnavailableException("internal canary", Job(GenerationStatus.Succeeded)), 409, "req_1"),
        ("a canceled wait", CanceledWait(), 409, "req_1"),
        ("a canceled submission", new OperationCanceledException(
            "internal canary", new SubmissionOutcomeUnknownException("internal canary", requestId: "req_1")), 409, "req_1"),
        ("a wrong configuration", new SeedanceConfigurationException("ApiKey", "internal canary"), 500, null),
    ];

    public static TheoryData<string> Errors => [.. Rows.Select(row => row.What)];

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task An_error_is_a_problem_with_its_status_and_its_job(string what)
    {
        var (_, error, status, job) = Rows.Single(row => row.What == what);
        await using var app = await StartAsync(error);

        using var response = await Http.GetAsync(Url(app));

        ((int)response.StatusCode).ShouldBe(status, what);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var text = await response.Content.ReadAsStringAsync();
        var problem = JsonDocument.Parse(text).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
        (problem.TryGetProperty("jobId", out var id) ? id.GetString() : null).ShouldBe(job);
        text.ShouldNotContain("canary");
    }

    [Fact]
    public void Every_error_of_the_client_has_a_row()
    {
        var shown = Rows.Select(row => row.Error.GetType()).Distinct();

        typeof(SeedanceException).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(SeedanceException)) && !type.IsAbstract)
            .ShouldBe(shown.Where(type => type.IsSubclassOf(typeof(SeedanceException))), ignoreOrder: true);
    }

    [Fact]
    public void A_status_that_clients_repeat_by_themselves_is_of_an_error_that_charged_nothing()
    {
        foreach (var row in Rows)
        {
            var mayBeCharged = row.Error is SubmissionOutcomeUnknownException or GenerationException or GenerationTimeoutException
                or GenerationUnreadableException;
            if (mayBeCharged)
                row.Status.ShouldBeInRange(400, 499, row.What);
        }
    }

    [Theory]
    [InlineData("a rate limit")]
    [InlineData("a rejected key")]
    [InlineData("an error of the service")]
    [InlineData("no connection")]
    public async Task A_call_that_fails_after_a_submission_makes_no_caller_order_again(string what)
    {
        await using var app = await StartAsync(Rows.Single(row => row.What == what).Error);

        using var response = await Http.PostAsync(Url(app), content: null);

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await response.Content.ReadAsStringAsync()).ShouldContain("A job may have been submitted before this error");
    }

    [Fact]
    public async Task A_submission_that_was_not_charged_may_be_ordered_again()
    {
        await using var mock = SeedanceMock.InMemory();
        mock.Given(MockOperation.Submit).Respond(MockFault.RateLimited(TimeSpan.FromSeconds(7)));
        await using var client = mock.CreateClient(own => own.MaxAttempts = 1);
        var error = await Record.ExceptionAsync(() => client.SubmitAsync(VideoRequest.Seedance20("A river").Build()));
        await using var app = await StartAsync(error!);

        using var response = await Http.PostAsync(Url(app), content: null);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_broken_rule_names_its_fields()
    {
        await using var app = await StartAsync(new SeedanceValidationException([Violation()]));

        using var response = await Http.GetAsync(Url(app));

        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        problem.GetProperty("errors").GetProperty("duration")[0].GetString()!.ShouldContain("duration");
    }

    [Fact]
    public async Task A_pause_that_the_service_asks_for_is_passed_on()
    {
        await using var app = await StartAsync(
            new SeedanceRateLimitException("busy", Response(429, TimeSpan.FromSeconds(6.2))));

        using var response = await Http.GetAsync(Url(app));

        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData("Development", false)]
    [InlineData("Development", true)]
    [InlineData("Production", true)]
    public async Task A_problem_is_written_beside_the_page_for_developers_and_an_exception_handler(string environment, bool hasHandler)
    {
        await using var app = await StartAsync(
            new GenerationTimeoutException("req_1", TimeSpan.FromMinutes(1), null), environment, hasHandler);

        using var response = await Http.GetAsync(Url(app));

        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var detail = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString()!;
        if (environment == "Development")
            detail.ShouldContain("Job req_1 was not finished after 00:01:00");
        else
            detail.ShouldBe("The job goes on. Ask for it later.");
    }

    [Fact]
    public async Task Another_exception_stays_the_application_s_own()
    {
        await using var app = await StartAsync(new InvalidOperationException("mine"), hasHandler: true);

        using var response = await Http.GetAsync(Url(app));

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("video");
    }

    [Fact]
    public async Task The_log_has_the_whole_error()
    {
        var log = new LogRecorder();
        await using var app = await StartAsync(new SeedanceConnectionException("all of it"), log: log);

        using var response = await Http.GetAsync(Url(app));

        log.Everything.ShouldContain("all of it");
    }

    private static Uri Url(WebApplication app) => new(new Uri(app.Urls.Single()), "/videos");

    private static async Task<WebApplication> StartAsync(
        Exception error, string environment = "Production", bool hasHandler = false, LogRecorder? log = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSeedanceProblemDetails();
        var app = builder.Build();
        if (hasHandler)
            app.UseExceptionHandler();
        app.MapGet("/videos", string () => throw error);
        app.MapPost("/videos", string () => throw error);
        await app.StartAsync();
        return app;
    }

    private static RuleViolation Violation() =>
        (VideoRequest.Seedance20("A river").Build() with { Duration = 1000 }).Validate().ShouldHaveSingleItem();

    private static GenerationWaitCanceledException CanceledWait() =>
        new("req_1", null, UnfinishedJobOutcome.LeftRunning, innerException: null, cancellationToken: default);

    private static GenerationUnreadableException Unreadable() =>
        new("req_1", true, null, 3, TimeSpan.Zero, new SeedanceConnectionException("internal canary"));

    private static ApiErrorResponse Response(int status, TimeSpan? retryAfter = null) => new()
    {
        StatusCode = (HttpStatusCode)status,
        RawBody = "internal canary",
        RetryAfter = retryAfter,
    };

    private static VideoGeneration Job(GenerationStatus status) => new() { Success = true, RequestId = "req_1", Status = status };
}
