using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Cli.Schema;

/// <summary>
/// The API description at run time, as the mock reads it: the request of a job, and every operation. The commands are made from it.
/// </summary>
internal sealed class ServiceDescription
{
    private const string RequestPath = $"#/components/schemas/{nameof(VideoGenerationRequest)}";

    private readonly Lazy<ApiDescription> _api;
    private readonly Lazy<DescribedField> _request;
    private readonly Lazy<OperationDescription?> _submission;

    private ServiceDescription(Func<ApiDescription> read)
    {
        _api = new(read);
        _request = new(() => new DescribedField(
            Api,
            nameof(VideoGenerationRequest),
            [Document.GetProperty("components").GetProperty("schemas").GetProperty(nameof(VideoGenerationRequest))],
            isRequired: true));
        _submission = new(() => Api.Operations.FirstOrDefault(operation =>
            operation.RequestBody is { } body
            && SchemaView.Of(Api, [body.Preferred.SchemaNode]).References.Contains(RequestPath)));
    }

    /// <summary>The description that this tool was built from.</summary>
    public static ServiceDescription Current { get; } = new(() => ApiDescription.Current);

    /// <summary>The description itself, which is read when a command needs it.</summary>
    public ApiDescription Api => _api.Value;

    /// <summary>The whole description as JSON.</summary>
    public JsonElement Document => Api.Document;

    /// <summary>The request of a job.</summary>
    public DescribedField Request => _request.Value;

    /// <summary>The field of a request that says in words what the video shows; null when the description has none.</summary>
    public DescribedField? Prompt =>
        Request.Fields.FirstOrDefault(candidate => candidate is { IsRequired: true, Kind: FieldKind.Text, Values.Count: 0 });

    /// <summary>The operation that takes the request of a job; null when the description has none.</summary>
    public OperationDescription? Submission => _submission.Value;

    /// <summary>What the video of a request shows, in the user's words; null when the request does not say.</summary>
    public string? PromptOf(VideoGenerationRequest request) => Prompt is { } field
        && JsonSerializer.SerializeToElement(request, SeedanceJsonContext.Default.VideoGenerationRequest) is var json
        && json.TryGetProperty(field.Name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    /// <summary>Another description, as JSON.</summary>
    public static ServiceDescription Of(byte[] json) => new(() => new ApiDescription(json));
}
