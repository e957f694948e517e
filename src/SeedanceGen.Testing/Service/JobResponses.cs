using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// The responses of success about a job, in exactly the documented shapes: the fields that <see cref="JobDescription"/> knows say how the
/// job stands, a field of the request is repeated, and every other field has its example or a value of its schema.
/// </summary>
internal sealed partial class JobResponses
{
    private readonly Form _accepted;
    private readonly Form _read;
    private readonly Form _cancelled;
    private readonly ApiDescription _description;

    public JobResponses(ApiDescription description, ResponseSampler sampler)
    {
        _description = description;
        var jobs = description.Jobs;
        _accepted = new Form(description, jobs.Accepted, sampler);
        _read = new Form(description, jobs.Read, sampler) { FillsWhenSucceeded = true };
        _cancelled = new Form(description, jobs.Cancelled, sampler);
    }

    public MockResponse Accepted(MockJob job, Uri baseAddress) => _accepted.Response(job, GenerationStatus.Queued, baseAddress);

    public MockResponse Read(MockJob job, GenerationStatus status, Uri baseAddress) => _read.Response(job, status, baseAddress);

    public MockResponse Cancelled(MockJob job, Uri baseAddress) => _cancelled.Response(job, GenerationStatus.Cancelled, baseAddress);

    /// <summary>The body of a read, which a webhook carries too.</summary>
    public byte[] Result(MockJob job, GenerationStatus status, Uri baseAddress) => _read.Body(job, status, baseAddress);

    /// <summary>The list of models. The shape of its elements is not documented.</summary>
    public MockResponse Models(OperationDescription list, IReadOnlyList<JsonElement>? models, ResponseSampler sampler)
    {
        var response = sampler.Success(list);
        if (_description.Jobs.Models?.Models is not { } field || JsonNode.Parse(response.Body.Span) is not JsonObject body)
            return response;

        // The names alone, so that no test relies on a field that the service may not have.
        var isOpen = _description.Samples.Fits(_description.Jobs.Models.Schema, With(body, field, new JsonArray(Describe("any"))));
        if (models is null && !isOpen)
            return response;

        var elements = models?.Select(model => JsonNode.Parse(model.GetRawText())) ?? Known().Select(Describe);
        return response with { Body = JsonSerializer.SerializeToUtf8Bytes((JsonNode)With(body, field, new JsonArray([.. elements]))) };
    }

    private IEnumerable<string> Known()
    {
        var model = _description.Jobs.Request.Property(JobDescription.Model);
        return SchemaView.Of(_description, model).Values is { } values
            ? values.Select(value => value.ToString())
            : SeedanceModel.KnownValues.Select(value => value.Value);
    }

    private static JsonNode Describe(string model) => new JsonObject { ["id"] = model };

    private static JsonObject With(JsonObject body, string field, JsonArray value)
    {
        var copy = (JsonObject)body.DeepClone();
        copy[field] = value;
        return copy;
    }
}
