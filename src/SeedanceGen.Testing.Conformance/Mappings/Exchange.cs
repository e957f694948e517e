using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>A request and the mock's answer to it, free of how a mapping is written.</summary>
internal sealed record Exchange
{
    public required string Title { get; init; }

    public required string Method { get; init; }

    /// <summary>The path; a parameter in braces stands for any segment.</summary>
    public required string Path { get; init; }

    public required MockResponse Reply { get; init; }

    /// <summary>The value that the <c>Authorization</c> header has; with <see cref="IsRefused"/>, the one that it does not have.</summary>
    public required string Authorization { get; init; }

    /// <summary>Whether the exchange is about everything but the right key.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The JSON body; null when any will do.</summary>
    public JsonNode? Body { get; init; }

    public string? Scenario { get; init; }

    /// <summary>In which state of the scenario; null for any.</summary>
    public string? State { get; init; }

    public string? NextState { get; init; }

    /// <summary>A segment of the answer's text that stands for the id in the path; null when the answer is always the same.</summary>
    public string? EchoedId { get; init; }

    /// <summary>The lower, the sooner it is tried.</summary>
    public int Priority => Scenario is not null ? 1 : EchoedId is not null || IsRefused ? 9 : 5;

    public string FileName => string.Concat(Title.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-')) + ".json";
}
