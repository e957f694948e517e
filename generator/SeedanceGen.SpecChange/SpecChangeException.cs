namespace SeedanceGen.SpecChange;

/// <summary>A step could not be done; the message says why, to the person who ran the command.</summary>
internal sealed class SpecChangeException(string message) : Exception(message);
