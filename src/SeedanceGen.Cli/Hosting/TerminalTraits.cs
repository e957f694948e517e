namespace SeedanceGen.Cli.Hosting;

/// <summary>What the surroundings can show and answer.</summary>
/// <param name="IsLive">Whether standard error is a terminal whose lines can be drawn again.</param>
/// <param name="CanAsk">Whether somebody sits there who can answer a question.</param>
/// <param name="Colors">Whether colours are wanted and shown.</param>
/// <param name="Width">The width in characters.</param>
/// <param name="Height">The height in lines.</param>
internal sealed record TerminalTraits(bool IsLive, bool CanAsk, bool Colors, int Width, int Height = TerminalTraits.UsualHeight)
{
    public const int UsualWidth = 80;
    public const int UsualHeight = 24;

    public static TerminalTraits None { get; } = new(IsLive: false, CanAsk: false, Colors: false, UsualWidth);
}
