namespace SeedanceGen;

/// <summary>
/// Makes model objects for tests of code that uses this library, such as what a substitute of <see cref="ISeedanceClient"/> returns.
/// </summary>
/// <remarks>
/// Each object is the one that the API description shows: a job that succeeded, an accepted submission, a list of models. A test changes
/// what it is about, and nothing else: <c>SeedanceModelFactory.VideoGeneration() with { Status = GenerationStatus.Failed }</c>. A field
/// that a later version of the description requires has a value then, so the test goes on compiling.
/// </remarks>
public static partial class SeedanceModelFactory;
