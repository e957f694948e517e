using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Tests.Http;

public sealed class RetryDelayTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("retry-after", "Thu, 01 Jan 2026 12:00:30 GMT", 30)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("X-Other", "7", null)]
    public void Retry_After_is_read_as_seconds_or_as_a_date(string name, string value, int? seconds) =>
        new MockResponse { StatusCode = 503, ContentType = "", Headers = [new(name, value)] }.RetryDelay(Now)
            .ShouldBe(seconds is { } number ? TimeSpan.FromSeconds(number) : null);
}
