using SeedanceGen.Cli.Batch;

namespace SeedanceGen.Cli.Tests.Batch;

public class CircuitBreakerTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_submission_that_Ctrl_C_canceled_does_not_open_the_breaker(bool isPressed, bool isBlamed)
    {
        var breaker = new CircuitBreaker(new CancellationToken(isPressed));

        for (var line = 0; line < 3; line++)
            breaker.RecordFailure(new SubmissionOutcomeUnknownException("broken off"));

        (breaker.Cause is not null).ShouldBe(isBlamed);
    }
}
