namespace SeedanceGen.Cli.Commands;

/// <summary>A command whose help shows how it is used.</summary>
internal interface ITeachingCommand
{
    /// <summary>Command lines that work as they are.</summary>
    IReadOnlyList<string> Examples { get; }

    /// <summary>The object that <c>--json</c> prints; null for a group of commands, which prints none.</summary>
    Type? ReportType { get; }
}
