namespace SeedanceGen.AspNetCore.Tests.Readme;

/// <summary>What the application of the README does with a finished job.</summary>
public interface IOrders
{
    Task FinishAsync(string reference, string requestId, GenerationStatus status, Uri? video, CancellationToken cancellationToken);
}
