namespace SeedanceGen.Cli.Failures;

/// <summary>The command cannot be carried out as it was given; nothing was sent.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string problem, Exception? cause = null)
        : this([problem], cause)
    {
    }

    public UsageException(IReadOnlyList<string> problems, Exception? cause = null)
        : base(string.Join(Environment.NewLine, problems), cause) => Problems = problems;

    /// <summary>A line for each problem: what is wrong and what is accepted.</summary>
    public IReadOnlyList<string> Problems { get; }
}
