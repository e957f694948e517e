namespace SeedanceGen.Durable.Tests.Support;

/// <summary>Requests that the tests enqueue.</summary>
public static class Requests
{
    public static VideoGenerationRequest River { get; } = Of("A river");

    public static VideoGenerationRequest Of(string prompt) => VideoRequest.Seedance20(prompt).Build();
}
