using System.Text.Json;
using System.Text.Json.Serialization;
using SeedanceGen.Json;
using SeedanceGen.Texts;

namespace SeedanceGen;

/// <content>The shape of a failed job's error is not documented. These properties read the likely shapes and require none.</content>
public sealed partial record VideoGeneration
{
    /// <summary>
    /// The <c>code</c> of the error when that is an object with a <c>code</c>, and the error itself when it is a number; otherwise null.
    /// A number is the text that the service wrote.
    /// </summary>
    [JsonIgnore]
    public string? ErrorCode => NumberOf(((IJobFacts)this).Error) ?? ErrorText("code");

    /// <summary>
    /// The <c>message</c> of the error when that is an object with a <c>message</c>; the error itself when it is a
    /// text; otherwise null.
    /// </summary>
    [JsonIgnore]
    public string? ErrorMessage => JsonElements.TextOf(((IJobFacts)this).Error) ?? ErrorText("message");

    /// <summary>
    /// The job for a person: its id, its status, and its error or the host of its video. The link is left out, because it gives access to
    /// the video.
    /// </summary>
    public override string ToString()
    {
        IJobFacts facts = this;
        var text = $"{Shown(facts.Id)}: {Shown(facts.Status)}";
        if (facts.Link is { IsAbsoluteUri: true } link)
            return $"{text}, the video is at {OutsideText.Label(link.Host)}";

        return (ErrorCode, ErrorMessage) switch
        {
            (null, null) => text,
            (null, { } message) => $"{text} ({OutsideText.Quote(message)})",
            ({ } code, null) => $"{text} ({OutsideText.Label(code)})",
            ({ } code, { } message) => $"{text} ({OutsideText.Quote(message)}, {OutsideText.Label(code)})",
        };
    }

    private static string Shown(string? word) => string.IsNullOrEmpty(word) ? "not known" : OutsideText.Label(word);

    private string? ErrorText(string property) =>
        ((IJobFacts)this).Error is { ValueKind: JsonValueKind.Object } error && error.TryGetProperty(property, out var value)
            ? JsonElements.TextOf(value) ?? NumberOf(value)
            : null;

    private static string? NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;
}
