namespace SeedanceGen.Tests.Wire;

/// <summary>One request as a handler saw it.</summary>
internal sealed record Seen(TimeSpan At, string Method, Uri Address, string? Range, string? IfRange, bool HasAuthorization);
