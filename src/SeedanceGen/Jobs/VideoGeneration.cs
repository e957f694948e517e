using System.Text.Json;
using System.Text.Json.Serialization;
using SeedanceGen.Json;

namespace SeedanceGen;

/// <content>The error of a failed job has no documented shape; these read the shapes that are likely without insisting on one.</content>
public sealed partial record VideoGeneration
{
    /// <summary>The <c>code</c> of <see cref="Error"/> when that is an object which has one; otherwise null.</summary>
    [JsonIgnore]
    public string? ErrorCode => ErrorText("code");

    /// <summary>The <c>message</c> of <see cref="Error"/> when that is an object which has one, or the error itself when it is a text; otherwise null.</summary>
    [JsonIgnore]
    public string? ErrorMessage => JsonText.Of(Error) ?? ErrorText("message");

    private string? ErrorText(string property) =>
        Error.ValueKind == JsonValueKind.Object && Error.TryGetProperty(property, out var value) ? JsonText.Of(value) : null;
}
