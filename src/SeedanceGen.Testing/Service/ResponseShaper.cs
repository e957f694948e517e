using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>Changes responses as the options want them: first the variant that is played, then the test's own changes.</summary>
internal sealed class ResponseShaper(ApiVariant variant, Action<EditableResponse>? reshape, JobDescription jobs)
{
    /// <summary>The shaper that the options ask for; null when they change no response.</summary>
    public static ResponseShaper? For(SeedanceMockOptions options, JobDescription jobs) =>
        options.Reshape is null && options.Variant.Changes.Count == 0 ? null : new ResponseShaper(options.Variant, options.Reshape, jobs);

    public MockResponse Shape(MockResponse response, OperationDescription operation, string? requestId)
    {
        // The options edit JSON, so bytes and texts stay as they are.
        if (!response.IsJson)
            return response;

        var edited = Editable(response, operation, requestId);
        foreach (var change in variant.Changes)
            change.Apply(edited, operation, jobs);
        return Changed(response, edited, edited => reshape?.Invoke(edited), nameof(SeedanceMockOptions.Reshape));
    }

    /// <summary>The response as a function of the test makes it.</summary>
    public static MockResponse Respond(
        MockResponse response,
        OperationDescription operation,
        string? requestId,
        OperationRequest request,
        Action<OperationRequest, EditableResponse> respond) => Changed(
            response,
            Editable(response, operation, requestId),
            edited => respond(request, edited),
            $"{nameof(RequestMatcherBuilder)}.{nameof(RequestMatcherBuilder.RespondWith)}");

    private static EditableResponse Editable(MockResponse response, OperationDescription operation, string? requestId) => new(
        operation.Id, requestId, response.StatusCode, response.IsJson ? JsonNode.Parse(response.Body.Span) : null, response.Headers);

    private static MockResponse Changed(MockResponse response, EditableResponse edited, Action<EditableResponse> change, string option)
    {
        var before = response.IsJson ? null : edited.Body;
        try
        {
            change(edited);
            if (edited.StatusCode is < MockFault.LowestStatus or > MockFault.HighestStatus)
                throw new InvalidOperationException(Unsendable(edited.StatusCode));
            var isBody = response.IsJson || edited.Body != before;
            return response with
            {
                StatusCode = edited.StatusCode,
                ContentType = isBody && !response.IsJson ? MockResponse.JsonContentType : response.ContentType,
                Body = isBody ? Encoding.UTF8.GetBytes(edited.Body?.ToJsonString() ?? "null") : response.Body,
                Headers = [.. edited.Headers],
            };
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The option is code of the test, so any exception can come: the response names it.
            return ErrorResponses.OptionFailed(option, failure) with { Afterwards = response.Afterwards };
        }
    }

    private static string Unsendable(int statusCode) => string.Create(
        CultureInfo.InvariantCulture,
        $"it set {nameof(EditableResponse.StatusCode)} to {statusCode}; {MockFault.LowestStatus} to {MockFault.HighestStatus} "
            + $"can be sent.");
}
