using System.Text.Json;

namespace SeedanceGen;

/// <summary>What the documentation's own example of an error says; the example is embedded from spec/examples.</summary>
internal static class DocumentedErrors
{
    private const string Example = "error.unauthorized.json";

    private static readonly Lazy<string> UnauthorizedCode = new(static () =>
    {
        using var stream = typeof(DocumentedErrors).Assembly.GetManifestResourceStream(Example)!;
        return JsonSerializer.Deserialize(stream, SeedanceJsonContext.Default.ErrorEnvelope)!.Error.Code;
    });

    /// <summary>The code of a key that is missing, revoked, expired or invalid (page "API overview").</summary>
    public static string Unauthorized => UnauthorizedCode.Value;
}
