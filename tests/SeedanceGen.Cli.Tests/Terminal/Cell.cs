namespace SeedanceGen.Cli.Tests.Terminal;

/// <summary>One character of a screen and its color.</summary>
/// <param name="Character">The character.</param>
/// <param name="Color">The terminal's number of the color, such as 31 for red; 0 for the default.</param>
internal readonly record struct Cell(char Character, int Color)
{
    public static Cell Blank { get; } = new(' ', 0);
}
