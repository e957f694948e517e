namespace SeedanceGen.Tests;

/// <summary>Requests that many tests submit.</summary>
internal static class Requests
{
    public static VideoGenerationRequest River => new() { Model = SeedanceModel.Seedance20, Prompt = "A river" };
}
