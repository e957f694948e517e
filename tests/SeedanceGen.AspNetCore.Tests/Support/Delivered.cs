namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>What the application's handler was given.</summary>
internal sealed record Delivered(VideoGeneration Generation, string Reference);
