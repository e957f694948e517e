namespace SeedanceGen.Cli.Infrastructure;

/// <summary>A failure that the tool itself reports, with its exit code. The message says what happened and what to do next.</summary>
internal class ToolException : Exception
{
    public ToolException(ExitCode code, string problem, Exception? cause = null)
        : this(code, [problem], cause)
    {
    }

    protected ToolException(ExitCode code, IReadOnlyList<string> problems, Exception? cause)
        : base(string.Join(Environment.NewLine, problems), cause) => (Code, Problems) = (code, problems);

    public ExitCode Code { get; }

    /// <summary>One line for each problem.</summary>
    public IReadOnlyList<string> Problems { get; }
}

/// <summary>The command line, a setting or a file that it names is wrong; nothing was sent.</summary>
internal sealed class UsageException : ToolException
{
    public UsageException(string problem, Exception? cause = null)
        : base(ExitCode.Usage, problem, cause)
    {
    }

    public UsageException(IReadOnlyList<string> problems, Exception? cause = null)
        : base(ExitCode.Usage, problems, cause)
    {
    }
}
