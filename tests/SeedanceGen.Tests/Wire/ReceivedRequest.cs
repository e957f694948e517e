namespace SeedanceGen.Tests.Wire;

/// <summary>One request as it came over the socket.</summary>
internal sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
