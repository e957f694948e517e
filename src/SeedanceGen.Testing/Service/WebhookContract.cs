using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>What the API description says of the call to the webhook of a job.</summary>
internal static class WebhookContract
{
    /// <summary>Null when the description has no callback to the URL that a submission names; then there is nothing to judge by.</summary>
    public static OperationDescription? Call { get; } = Find();

    private static OperationDescription? Find()
    {
        var url = $"#/{FieldName.Of<VideoGenerationRequest, Uri>()}}}";
        return ApiDescription.Current.Callbacks.FirstOrDefault(call => call.PathTemplate.EndsWith(url, StringComparison.Ordinal));
    }
}
