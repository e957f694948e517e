using System.Text.Json.Nodes;
using SeedanceGen.AI.Schema;

namespace SeedanceGen.AI.Operations;

/// <summary>The operations with a request: generate, submit, validate; and the models, which say what a request may ask for.</summary>
internal sealed class RequestOperations(
    ISeedanceClient client, SeedanceToolsOptions options, AgentDescription description, SubmissionGate gate, JobOperations jobs)
{
    private const OperationTraits Paid = OperationTraits.Destructive | OperationTraits.OpenWorld | OperationTraits.Charges;

    private readonly AgentRequestReader _reader = new(description.Request);

    public IEnumerable<AgentOperation> All()
    {
        yield return new AgentOperation(
            "generate",
            "Make a video",
            "Makes a video: submits the job, which COSTS CREDITS, waits for it"
                + (options.DownloadFolder is null ? string.Empty : $", and saves the video in the folder {options.DownloadFolder}")
                + ". A job takes minutes: when the time is over, the result has the id of the job, which goes on; then call wait, and "
                + "never generate again for the same video. Call validate first when in doubt.",
            Request(),
            Paid | OperationTraits.Waits,
            GenerateAsync);
        yield return new AgentOperation(
            "submit",
            "Submit a job",
            "Submits a video job, which COSTS CREDITS, and returns its id at once. Then call wait or get with the id.",
            Request(),
            Paid,
            SubmitAsync);
        yield return new AgentOperation(
            "validate",
            "Check a request",
            "Checks a request by all rules of its model, and says its price when that is known. Nothing is sent; costs nothing.",
            Request(),
            OperationTraits.ReadOnly | OperationTraits.Idempotent,
            (arguments, _, _) => Task.FromResult(Validate(arguments)));
        yield return new AgentOperation(
            "models",
            "List the models",
            "Lists the models: what each accepts, and the service's own list. Costs nothing.",
            ArgumentSchema.Of([]),
            OperationTraits.ReadOnly | OperationTraits.Idempotent | OperationTraits.OpenWorld,
            ListModelsAsync).Strict();
    }

    private JsonObject Request() => description.Request.Root.DeepClone().AsObject();

    private async Task<JsonObject> GenerateAsync(JsonObject arguments, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        var job = await gate.SubmitAsync(Read(arguments), call, cancellationToken).ConfigureAwait(false);
        return await jobs.FinishAsync(job, JobResult.Accepted(job), options.WaitTimeout, call, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonObject> SubmitAsync(JsonObject arguments, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        var job = await gate.SubmitAsync(Read(arguments), call, cancellationToken).ConfigureAwait(false);
        return JobResult.Accepted(job).Then("Call wait, or get from time to time, with the id; do not submit it again.");
    }

    private JsonObject Validate(JsonObject arguments)
    {
        var problems = new List<string>();
        var request = _reader.Read(arguments, problems);
        var result = new JsonObject
        {
            ["valid"] = request is not null,
            ["problems"] = new JsonArray([.. problems.Select(problem => JsonValue.Create(problem))]),
        };
        if (request is not null && gate.KnownPriceOf(request) is { } price)
            result["knownPrice"] = price;
        return result;
    }

    private async Task<JsonObject> ListModelsAsync(JsonObject arguments, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        var result = new JsonObject
        {
            ["builtIn"] = new JsonArray([.. SeedanceModels.All.Select(model => new JsonObject
            {
                ["model"] = model.Model.Value,
                ["accepts"] = new JsonObject(model.AllFields
                    .Select(field => KeyValuePair.Create(field.Field, (JsonNode?)JsonValue.Create(field.Description)))),
            })]),
        };
        try
        {
            var live = await client.ListModelsAsync(cancellationToken).ConfigureAwait(false);
            result["live"] = new JsonArray([.. live.Select(model => JsonNode.Parse(model.GetRawText()))]);
            return result;
        }
        catch (Exception failed) when (failed is SeedanceException or NotSupportedException)
        {
            return result.Failed(failed);
        }
    }

    private VideoGenerationRequest Read(JsonObject arguments)
    {
        var problems = new List<string>();
        return _reader.Read(arguments, problems)
            ?? throw new AgentException("invalidRequest", $"Nothing was sent. {string.Join(' ', problems)}");
    }
}
