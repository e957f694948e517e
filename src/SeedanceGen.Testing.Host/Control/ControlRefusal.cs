namespace SeedanceGen.Testing.Host.Control;

/// <summary>What the control API was asked for cannot be understood; the message names the place, what is accepted there, and what was there.</summary>
internal sealed class ControlRefusal(string message) : Exception(message)
{
}
