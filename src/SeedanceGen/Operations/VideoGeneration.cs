using System.Text.Json;
using System.Text.Json.Serialization;
using SeedanceGen.Json;

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

    private string? ErrorText(string property) =>
        ((IJobFacts)this).Error is { ValueKind: JsonValueKind.Object } error && error.TryGetProperty(property, out var value)
            ? JsonElements.TextOf(value) ?? NumberOf(value)
            : null;

    private static string? NumberOf(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null;
}
