namespace SeedanceGen.Cli.Hosting;

/// <summary>
/// Tells of Ctrl+C, and of the signals by which systems end a process. The first one asks the command to come to an end; a second one ends
/// the process at once.
/// </summary>
internal interface IInterrupts
{
    /// <summary>Cancelled by the first press.</summary>
    CancellationToken Pressed { get; }

    /// <summary>Whether it was Ctrl+C, so that somebody is there who can be asked.</summary>
    bool IsByHand { get; }
}
