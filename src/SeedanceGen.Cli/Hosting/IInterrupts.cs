namespace SeedanceGen.Cli.Hosting;

/// <summary>Tells of Ctrl+C. The first press asks the command to come to an end; a second one ends the process at once.</summary>
internal interface IInterrupts
{
    /// <summary>Cancelled by the first press.</summary>
    CancellationToken Pressed { get; }
}
