namespace SeedanceGen.Testing.Standalone;

/// <summary>Why a job is to fail.</summary>
internal sealed record ControlFailure
{
    public required string Code { get; init; }

    public required string Message { get; init; }
}
