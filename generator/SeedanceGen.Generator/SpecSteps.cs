namespace SeedanceGen.Generator;

/// <summary>The names of the pipeline's steps.</summary>
internal static class SpecSteps
{
    public const string Files = "files";
    public const string Parsed = "parsed";
    public const string Models = "models";
    public const string Problems = "problems";
    public const string Description = "description";
}
