namespace SeedanceGen.Cli.Failures;

/// <summary>What an exception means to the person and to the program that ran the command.</summary>
/// <param name="Code">How the process ends.</param>
/// <param name="Lines">What went wrong and what to do next, a line for each problem.</param>
internal sealed record Failure(ExitCode Code, IReadOnlyList<string> Lines)
{
    public Failure(ExitCode code, string line)
        : this(code, [line])
    {
    }
}
