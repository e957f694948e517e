namespace SeedanceGen.Tests.Wire;

/// <summary>One request as it came over the socket.</summary>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>A connection on which nothing was read.</summary>
    public static ReceivedRequest Unread { get; } = new("", "", new Dictionary<string, string>(), "");
}
