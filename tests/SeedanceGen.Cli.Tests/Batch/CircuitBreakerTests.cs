using SeedanceGen.Cli.Batch;

namespace SeedanceGen.Cli.Tests.Batch;

public class CircuitBreakerTests
{
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void What_Ctrl_C_broke_off_is_not_blamed_on_the_service(bool isPressed, bool isBlamed)
    {
        var breaker = new CircuitBreaker(new CancellationToken(isPressed));

        for (var line = 0; line < 3; line++)
            breaker.RecordFailure(new SubmissionOutcomeUnknownException("broken off"));

        (breaker.Cause is not null).ShouldBe(isBlamed);
    }
}
