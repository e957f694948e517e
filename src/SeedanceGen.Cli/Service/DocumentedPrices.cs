using System.Text.Json;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Service;

/// <summary>
/// The price of a request where the API description documents it: an example of the submission that asks for the same model, resolution,
/// duration and number of media. The service documents no table of prices, so most requests have none.
/// </summary>
internal static class DocumentedPrices
{
    private static readonly string[] Compared = [JobContract.Model, JobContract.Resolution, JobContract.Duration];

    /// <summary>The price in credits; null when none is documented.</summary>
    public static int? Of(ServiceDescription description, VideoGenerationRequest request)
    {
        var asked = JsonSerializer.SerializeToElement(request, SeedanceJsonContext.Default.VideoGenerationRequest);
        foreach (var example in description.Api.Examples.Requests)
        {
            if (example.Credits is null)
                continue;
            using var documented = JsonDocument.Parse(example.Body);
            if (IsAlike(asked, documented.RootElement))
                return example.Credits;
        }

        return null;
    }

    /// <summary>The price in words, as the end of the sentence "Its price …".</summary>
    public static string Describe(int? price) => price is { } credits
        ? $"is {Format.Credits(credits)}, as the API documents"
        : "is not documented: the service names it when it accepts the job";

    private static bool IsAlike(JsonElement asked, JsonElement documented) =>
        Array.TrueForAll(Compared, name => TextOf(asked, name) == TextOf(documented, name)) && MediaOf(asked) == MediaOf(documented);

    private static string? TextOf(JsonElement request, string name) =>
        ApiDescription.Member(request, name) is { ValueKind: not JsonValueKind.Undefined } value ? value.GetRawText() : null;

    private static int MediaOf(JsonElement request) =>
        ApiDescription.Member(request, JobContract.Media) is { ValueKind: JsonValueKind.Array } media ? media.GetArrayLength() : 0;
}
