namespace SeedanceGen.Testing.Host.Control;

/// <summary>One job.</summary>
internal sealed record ControlJob(
    string RequestId,
    string Status,
    int CreditsCharged,
    DateTimeOffset AcceptedAt,
    int Polls,
    string? FailureCode,
    string? FailureMessage,
    ControlTransition[] Transitions);
