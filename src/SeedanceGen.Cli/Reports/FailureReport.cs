namespace SeedanceGen.Cli.Reports;

/// <summary>The report of a command line that names no command, or has errors: it has nothing but the problem.</summary>
internal sealed class FailureReport : Report;
