using System.Net;
using System.Text.Json;
using SeedanceGen.Rules;

namespace SeedanceGen.Cli.Tests.Infrastructure;

public class FailureMappingTests
{
    private static readonly VideoGeneration Job = new() { Success = true, RequestId = "req_7", Status = GenerationStatus.Failed };

    private static readonly IReadOnlyList<(SeedanceException Exception, ExitCode Code)> Meanings =
    [
        (new SeedanceValidationException([Violation("duration"), Violation("prompt")]), ExitCode.Usage),
        (new SeedanceConfigurationException("ApiKey", "no key"), ExitCode.Usage),
        (new CreditLimitExceededException(40, 64), ExitCode.Usage),
        (new SeedanceAuthenticationException("refused", Answer(HttpStatusCode.Unauthorized)), ExitCode.Authentication),
        (new SeedanceRateLimitException("slower", Answer(HttpStatusCode.TooManyRequests)), ExitCode.RateLimited),
        (new SeedanceApiException("refused", Answer(HttpStatusCode.BadRequest)), ExitCode.JobFailed),
        (new SeedanceApiException("down", Answer(HttpStatusCode.BadGateway)), ExitCode.Network),
        (new SeedanceConnectionException("gone"), ExitCode.Network),
        (new SubmissionOutcomeUnknownException("who knows"), ExitCode.OutcomeUnknown),
        (new GenerationTimeoutException("req_7", TimeSpan.FromMinutes(30), GenerationStatus.Queued), ExitCode.TimedOut),
        (new GenerationFailedException(Job), ExitCode.JobFailed),
        (new GenerationCancelledException(Job), ExitCode.JobFailed),
        (new VideoUnavailableException("no link", Job), ExitCode.JobFailed),
    ];

    [Fact]
    public void Every_error_of_the_library_has_its_exit_code()
    {
        foreach (var (exception, code) in Meanings)
            Failure.Of(exception).Code.ShouldBe(code, exception.GetType().Name);
    }

    [Fact]
    public void No_error_of_the_library_is_missing_here()
    {
        var known = typeof(SeedanceException).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(SeedanceException)) && !type.IsAbstract);

        Meanings.Select(meaning => meaning.Exception.GetType()).Distinct().ShouldBe(known, ignoreOrder: true);
    }

    [Fact]
    public void Every_broken_rule_is_a_line() =>
        Failure.Of(Meanings[0].Exception).Lines.Count.ShouldBe(2);

    [Fact]
    public void A_file_that_was_not_written_is_not_taken_for_a_failed_job() =>
        Failure.Of(new ToolException(ExitCode.FileNotWritten, "No space.")).Code.ShouldBe(ExitCode.FileNotWritten);

    [Fact]
    public void Any_other_exception_is_unexpected_and_names_the_option_for_details()
    {
        var failure = Failure.Of(new JsonException("strange"));

        failure.Code.ShouldBe(ExitCode.Unexpected);
        failure.Lines.ShouldHaveSingleItem().ShouldContain("--verbose");
    }

    private static ApiErrorResponse Answer(HttpStatusCode status) => new() { StatusCode = status };

    private static RuleViolation Violation(string field) =>
        new() { Field = field, Value = 1, Rule = "minimum", Accepted = "more", Model = "seedance-2.0" };
}
