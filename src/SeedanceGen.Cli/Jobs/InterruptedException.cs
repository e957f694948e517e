namespace SeedanceGen.Cli.Jobs;

/// <summary>Ctrl+C ended the command; the message says what became of the job.</summary>
internal sealed class InterruptedException(string message, Exception? cause = null) : Exception(message, cause);
