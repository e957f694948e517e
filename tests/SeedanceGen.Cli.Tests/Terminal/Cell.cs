namespace SeedanceGen.Cli.Tests.Terminal;

/// <summary>One character of a screen and how it is shown.</summary>
/// <param name="Character">What is shown.</param>
/// <param name="Colour">The number of the colour as terminals count them, 31 for red; 0 for the usual one.</param>
internal readonly record struct Cell(char Character, int Colour)
{
    public static Cell Blank { get; } = new(' ', 0);
}
