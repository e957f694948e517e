using System.Net;
using System.Reflection;
using System.Text.Json;
using SeedanceGen.Rules;
using SeedanceGen.TestKit.Proxy;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Defects;

/// <summary>
/// Seen elsewhere: an exception whose getter throws, a typed error inside an <see cref="AggregateException"/>, an error that no caller
/// can catch.
/// </summary>
public sealed class ExceptionTextTests
{
    private static readonly VideoGeneration Strange = JsonSerializer.Deserialize(
        """{"success":false,"requestId":"req_1","status":"failed","error":{"code":"\ud800","message":"\udc00 half"}}""",
        SeedanceJsonContext.Default.VideoGeneration)!;

    private static readonly Exception[] All =
    [
        new SeedanceApiException("m", new ApiErrorResponse { StatusCode = HttpStatusCode.BadGateway }),
        new SeedanceAuthenticationException("m", new ApiErrorResponse { StatusCode = 0 }),
        new SeedanceRateLimitException("m", new ApiErrorResponse { StatusCode = (HttpStatusCode)999 }),
        new SeedanceConnectionException("m"),
        new SeedanceConfigurationException("s", "m"),
        new SeedanceValidationException(new VideoGenerationRequest { Model = default, Prompt = "" }.Validate() is { Count: > 0 } found
            ? found : [default(RuleViolation)!]),
        new SubmissionOutcomeUnknownException("m"),
        new UnusableJobIdException("m", "\0\r\n\ud800"),
        new CreditLimitExceededException(1, long.MaxValue),
        new GenerationFailedException(Strange),
        new GenerationCancelledException(Strange),
        new VideoUnavailableException("m", Strange),
        new GenerationTimeoutException("req_1", TimeSpan.MaxValue, lastStatus: default(GenerationStatus), (UnfinishedJobOutcome)99),
        new GenerationUnreadableException(
            "req_1", isAccepted: false, lastStatus: default(GenerationStatus), -1, TimeSpan.MinValue, new SeedanceConnectionException("m")),
        new GenerationWaitCanceledException("req_1", lastStatus: null, (UnfinishedJobOutcome)99, innerException: null, default),
    ];

    [Theory]
    [InlineData(1.0489719, "00:00:01")]
    [InlineData(1800.0000001, "00:30:00")]
    [InlineData(0.25, "00:00:00.2500000")]
    public void A_time_that_was_waited_is_told_as_people_read_it(double seconds, string told) =>
        new GenerationTimeoutException("req_1", TimeSpan.FromSeconds(seconds), GenerationStatus.Queued).Message.ShouldStartWith(
            $"Job req_1 was not finished after {told} (last status: queued).");

    [Fact]
    public void Every_exception_can_be_read_and_printed()
    {
        All.Select(exception => exception.GetType()).ShouldBe(
            typeof(SeedanceException).Assembly.GetExportedTypes()
                .Where(type => typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract), ignoreOrder: true);
        foreach (var exception in All)
        {
            exception.ToString().ShouldContain(exception.GetType().Name);
            foreach (var property in exception.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(property => property.GetIndexParameters().Length == 0))
                Should.NotThrow(() => property.GetValue(exception), $"{exception.GetType().Name}.{property.Name}");
        }
    }

    [Fact]
    public async Task A_job_that_failed_with_half_a_character_is_a_job_that_failed()
    {
        var clock = new StepClock();
        var handler = new QueueHandler(clock, InMemory.Job("failed", ""","error":{"code":"\ud800","message":"\ud800"}"""));
        await using var client = handler.CreateClient();

        (await Record.ExceptionAsync(() => client.WaitAsync("req_1")))
            .ShouldBeOfType<GenerationFailedException>().Generation.ErrorCode.ShouldBe("\uFFFD");
    }

    [Theory]
    [PastTheProxy("The errors are not what is described.")]
    [InlineData("""{"success":false,"error":{"code":"\ud800","message":"\ud800"}}""")]
    [InlineData("""{"success":false,"error":"\ud800"}""")]
    [InlineData("""{"success":false,"err\ud800":1,"error":{"c\ud800":1}}""")]
    [InlineData("""{"success":false,"error":[[[[]]]]}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("")]
    public async Task An_error_that_is_no_text_is_a_typed_error(string body)
    {
        foreach (var status in new[] { 200, 400, 500 })
        {
            var handler = new QueueHandler(new StepClock(), InMemory.Json(body, status));
            await using var client = handler.CreateClient(options => options.MaxAttempts = 1);

            (await Record.ExceptionAsync(() => client.SubmitAsync(Requests.River))).ShouldBeAssignableTo<SeedanceException>();
            (await Record.ExceptionAsync(() => client.GetAsync("req_1"))).ShouldBeAssignableTo<SeedanceException>();
        }
    }

    [Theory]
    [PastTheProxy("The responses lack what is required.")]
    [InlineData("""{"success":true,"requestId":null,"status":"queued"}""")]
    [InlineData("""{"success":true,"requestId":" ","status":"queued"}""")]
    [InlineData("""{"success":true,"status":"queued","error":"a warning"}""")]
    [InlineData("""{"success":true,"requestId":"req_1","status":"queued","creditsCharged":99999999999,"error":"a warning"}""")]
    public async Task A_submission_that_succeeded_without_a_usable_response_may_have_been_paid_for(string body)
    {
        var handler = new QueueHandler(new StepClock(), InMemory.Json(body));
        await using var client = handler.CreateClient();

        (await Record.ExceptionAsync(() => client.SubmitAsync(Requests.River))).ShouldBeAssignableTo<SubmissionOutcomeUnknownException>();

        handler.Seen.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_submission_says_after_any_exception_of_a_handler_that_it_may_have_been_accepted()
    {
        foreach (var thrown in new Exception[] { new InvalidOperationException("m"), new ObjectDisposedException("o"),
            new TimeoutException(), new InvalidDataException(), new AggregateException() })
        {
            var handler = new QueueHandler(new StepClock(), (_, _) => throw thrown);
            await using var client = handler.CreateClient();

            (await Record.ExceptionAsync(() => client.SubmitAsync(Requests.River)))
                .ShouldBeOfType<SubmissionOutcomeUnknownException>().InnerException.ShouldBe(thrown);
            handler.Seen.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task An_error_of_a_job_says_which_job()
    {
        var clock = new StepClock();
        var handler = new QueueHandler(clock, InMemory.Accepted, InMemory.Status(404));
        await using var client = handler.CreateClient();

        (await clock.RunAsync(() => Record.ExceptionAsync(() => client.GenerateAsync(Requests.River))))
            .ShouldBeOfType<GenerationUnreadableException>().Message.ShouldContain("req_1");
    }
}
