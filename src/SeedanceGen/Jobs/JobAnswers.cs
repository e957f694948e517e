using SeedanceGen.Http;

namespace SeedanceGen;

/// <content>An answer about one job.</content>
public sealed partial record VideoGeneration : IJobAnswer;

/// <content>An answer about one job.</content>
public sealed partial record VideoGenerationAccepted : IJobAnswer;

/// <content>An answer about one job.</content>
public sealed partial record VideoGenerationCancelled : IJobAnswer;
