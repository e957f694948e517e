namespace SeedanceGen.Cli.Completion;

/// <summary>An option as a shell completes it.</summary>
/// <param name="Names">The option's name and its short forms.</param>
/// <param name="Description">What it does, in one line.</param>
/// <param name="TakesValue">Whether a word follows it.</param>
/// <param name="Values">The accepted words, when they are known; empty when any will do.</param>
/// <param name="IsPath">Whether that word is a file or a folder.</param>
internal sealed record CompletionOption(IReadOnlyList<string> Names, string Description, bool TakesValue, IReadOnlyList<string> Values, bool IsPath);
