using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Tests.Journal;

public sealed class RetryAfterReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "7", 7)]
    [InlineData("retry-after", "Thu, 01 Jan 2026 12:00:30 GMT", 30)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("X-Other", "7", null)]
    public void Seconds_and_dates_are_read(string name, string value, int? seconds) =>
        RetryAfterReader.Read(new MockResponse { StatusCode = 503, ContentType = "", Headers = [new(name, value)] }, Now)
            .ShouldBe(seconds is { } number ? TimeSpan.FromSeconds(number) : null);
}
