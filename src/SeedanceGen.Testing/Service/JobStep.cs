namespace SeedanceGen.Testing.Service;

/// <summary>What one call did to a job. Of all calls on a job, exactly one sees that it has just finished.</summary>
internal readonly record struct JobStep(GenerationStatus Status, bool JustFinished);
