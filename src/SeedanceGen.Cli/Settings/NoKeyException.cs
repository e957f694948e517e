namespace SeedanceGen.Cli.Settings;

/// <summary>Somebody asked for the key, and there is none.</summary>
internal sealed class NoKeyException(string message) : Exception(message);
