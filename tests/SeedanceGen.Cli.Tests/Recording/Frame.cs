using SeedanceGen.Cli.Tests.Terminal;

namespace SeedanceGen.Cli.Tests.Recording;

/// <summary>What a terminal shows from a moment on.</summary>
internal sealed record Frame(TimeSpan At, IReadOnlyList<Cell[]> Lines);
