namespace SeedanceGen.Testing.Schema;

/// <summary>A price that the documentation shows: this request was accepted for so many credits.</summary>
internal sealed record DocumentedPrice(VideoGenerationRequest Request, int Credits);
