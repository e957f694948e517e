using SeedanceGen.Cli.Output;
using Spectre.Console;

namespace SeedanceGen.Cli.Progress;

/// <summary>A status in its colour, where colours are shown.</summary>
internal static class StatusStyle
{
    public static string Of(string status)
    {
        var text = Markup.Escape(OneLine.Of(status));
        return ColourOf(status) is { } colour ? $"[{colour}]{text}[/]" : text;
    }

    private static string? ColourOf(string status) =>
        status == GenerationStatus.Queued.Value ? "yellow"
        : status == GenerationStatus.Processing.Value ? "blue"
        : status == GenerationStatus.Succeeded.Value ? "green"
        : status == GenerationStatus.Failed.Value || status == GenerationStatus.Cancelled.Value ? "red"
        : null;
}
