using System.Text.Json;
using ModelContextProtocol.Protocol;
using SeedanceGen.AI;
using SeedanceGen.Texts;

namespace SeedanceGen.Cli.Mcp;

/// <summary>Writes the results of tools, without the API key and without credentials in addresses.</summary>
/// <param name="apiKey">The key of this process.</param>
internal sealed class ResultWriter(string? apiKey)
{
    /// <summary>The result of a function, as text and as an object.</summary>
    public CallToolResult Of(JsonElement result)
    {
        var text = Clean(result.GetRawText());
        using var document = JsonDocument.Parse(text);
        return new CallToolResult
        {
            Content = [new TextContentBlock { Text = text }],
            StructuredContent = document.RootElement.Clone(),
            IsError = IsError(result),
        };
    }

    public static bool IsError(JsonElement result) => result.TryGetProperty(SeedanceFunction.ErrorField, out _);

    /// <summary>The text without the key, in its own form and in that of JSON, and without credentials of addresses.</summary>
    public string Clean(string text)
    {
        text = SecretText.MaskCredentials(text);
        return string.IsNullOrWhiteSpace(apiKey)
            ? text
            : text.Replace(apiKey, SecretText.Mark, StringComparison.Ordinal)
                .Replace(JsonEncodedText.Encode(apiKey).ToString(), SecretText.Mark, StringComparison.Ordinal);
    }
}
