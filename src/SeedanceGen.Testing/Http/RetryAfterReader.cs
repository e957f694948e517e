using System.Net.Http.Headers;

namespace SeedanceGen.Testing.Http;

/// <summary>Reads what an answer asks its caller to wait.</summary>
internal static class RetryAfterReader
{
    private const string Name = "Retry-After";

    public static TimeSpan? Read(MockResponse reply, DateTimeOffset now)
    {
        foreach (var (name, value) in reply.Headers)
        {
            if (name.Equals(Name, StringComparison.OrdinalIgnoreCase) && RetryConditionHeaderValue.TryParse(value, out var condition))
                return condition.Delta ?? condition.Date - now;
        }

        return null;
    }
}
