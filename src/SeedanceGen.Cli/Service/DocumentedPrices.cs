using System.Text.Json;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Service;

/// <summary>
/// The price of a request where the API description documents it: in an example of the submission that has the same value in each field on
/// which the price depends. The service documents no table of prices, so most requests have none.
/// </summary>
internal static class DocumentedPrices
{
    /// <summary>The price in credits; null when none is documented.</summary>
    public static int? Of(ServiceDescription description, VideoGenerationRequest request)
    {
        var asked = JsonSerializer.SerializeToElement(request, SeedanceJsonContext.Default.VideoGenerationRequest);
        var marked = description.Request.Fields.Where(field => field.AffectsPrice).ToList();
        var compared = marked.Count > 0 ? marked : [.. description.Request.Fields.Where(field => !IsFree(field))];
        foreach (var example in description.Api.Examples.Requests)
        {
            if (example.Credits is null)
                continue;
            using var documented = JsonDocument.Parse(example.Body);
            if (compared.TrueForAll(field => KeyOf(asked, field.Name) == KeyOf(documented.RootElement, field.Name)))
                return example.Credits;
        }

        return null;
    }

    /// <summary>The price in words, as the end of the sentence "Its price …".</summary>
    public static string Describe(int? price) => price is { } credits
        ? $"is {Format.Credits(credits)}, as the API documents"
        : "is not documented: the service names it when it accepts the job";

    /// <summary>The value of a field, to compare; of a list only the length counts.</summary>
    private static string KeyOf(JsonElement request, string name) => ApiDescription.Member(request, name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => "",
        { ValueKind: JsonValueKind.Array } list => $"[{list.GetArrayLength()}]",
        var value => value.GetRawText(),
    };

    private static bool IsFree(DescribedField field) =>
        field.Kind is FieldKind.Url or FieldKind.Object or FieldKind.Map or FieldKind.Any
        || (field.Kind == FieldKind.Text && field.Values.Count == 0);
}
