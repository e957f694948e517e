using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>Changes responses as the options want them: first the variant that is played, then the test's own changes.</summary>
internal sealed class ResponseShaper(ApiVariant variant, Action<EditableResponse>? reshape)
{
    /// <summary>The shaper that the options ask for; null when they change no response.</summary>
    public static ResponseShaper? For(SeedanceMockOptions options) => options.Reshape is null && options.Variant.Changes.Count == 0
        ? null
        : new ResponseShaper(options.Variant, options.Reshape);

    public MockResponse Shape(MockResponse response, OperationDescription operation, string? requestId)
    {
        var edited = new EditableResponse(operation.Id, requestId, response.StatusCode, JsonNode.Parse(response.Body.Span));
        foreach (var change in variant.Changes)
            change.Apply(edited, operation);

        try
        {
            reshape?.Invoke(edited);
            if (edited.StatusCode is < MockFault.LowestStatus or > MockFault.HighestStatus)
                throw new InvalidOperationException(Unsendable(edited.StatusCode));
            return response with
            {
                StatusCode = edited.StatusCode,
                Body = Encoding.UTF8.GetBytes(edited.Body?.ToJsonString() ?? "null"),
            };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The option is code of the test, so any exception can come: the response names it.
            return ErrorResponses.OptionFailed(nameof(SeedanceMockOptions.Reshape), failure) with { Afterwards = response.Afterwards };
        }
    }

    private static string Unsendable(int statusCode) => string.Create(
        CultureInfo.InvariantCulture,
        $"it set {nameof(EditableResponse.StatusCode)} to {statusCode}; {MockFault.LowestStatus} to {MockFault.HighestStatus} "
            + $"can be sent.");
}
