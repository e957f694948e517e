using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Service;

/// <summary>Changes answers as the options want them: first the variant that is played, then the test's own changes.</summary>
internal sealed class ResponseShaper(SeedanceMockOptions options)
{
    private readonly bool _isIdle = options.Reshape is null && options.Variant.Changes.Count == 0;

    public MockResponse Shape(MockResponse reply, OperationDescription operation, string? requestId)
    {
        if (_isIdle)
            return reply;

        var answer = new EditableResponse(operation.Id, requestId, reply.StatusCode, JsonNode.Parse(reply.Body.Span));
        foreach (var change in options.Variant.Changes)
            change.Apply(answer, operation);

        try
        {
            options.Reshape?.Invoke(answer);
            if (answer.StatusCode is < MockFault.LowestStatus or > MockFault.HighestStatus)
                throw new InvalidOperationException(Unsendable(answer.StatusCode));
            return reply with { StatusCode = answer.StatusCode, Body = Encoding.UTF8.GetBytes(answer.Body?.ToJsonString() ?? "null") };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Code of the test's author: whatever it throws is shown to him, as an answer that names it.
            return ErrorResponses.OptionFailed(nameof(SeedanceMockOptions.Reshape), failure) with { Afterwards = reply.Afterwards };
        }
    }

    private static string Unsendable(int statusCode) => string.Create(
        CultureInfo.InvariantCulture,
        $"it set {nameof(EditableResponse.StatusCode)} to {statusCode}; {MockFault.LowestStatus} to {MockFault.HighestStatus} can be sent.");
}
