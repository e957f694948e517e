namespace SeedanceGen.Cli.Completion;

/// <summary>A command as a shell completes it.</summary>
/// <param name="Path">The words after <c>seedance</c>, such as <c>auth login</c>; empty for the tool itself.</param>
/// <param name="Description">What it does, in one line.</param>
/// <param name="Words">The commands below it and the fixed words of its argument, each with its description.</param>
/// <param name="Options">Its options, the common ones included.</param>
/// <param name="TakesFile">Whether its argument is a file.</param>
internal sealed record CompletionCommand(
    string Path, string Description, IReadOnlyList<(string Word, string Description)> Words, IReadOnlyList<CompletionOption> Options, bool TakesFile);
