using System.Text.Json.Nodes;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Service;

/// <summary>One respect in which a newer service may differ, applied to each response.</summary>
internal abstract class VariantChange
{
    public abstract void Apply(EditableResponse response, OperationDescription operation, JobDescription jobs);

    /// <summary>The objects of a JSON value, inner ones first.</summary>
    protected static IEnumerable<JsonObject> ObjectsIn(JsonNode? node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var inner in children.ToArray().SelectMany(ObjectsIn))
            yield return inner;
        if (node is JsonObject self)
            yield return self;
    }
}

internal sealed class ExtraFieldsChange : VariantChange
{
    private const string Name = "mockFutureField";

    public override void Apply(EditableResponse response, OperationDescription operation, JobDescription jobs)
    {
        foreach (var item in ObjectsIn(response.Body).ToArray())
            item[Name] = new JsonObject { ["values"] = new JsonArray(1, "two", null, 3.5, true) };
    }
}

internal sealed class MissingFieldsChange : VariantChange
{
    public override void Apply(EditableResponse response, OperationDescription operation, JobDescription jobs)
    {
        if (operation.ResponseFor(response.StatusCode)?.Body?.JsonSchema is { } schema)
            Reduce(response.Body, schema, jobs.LinkPath);
    }

    private static void Reduce(JsonNode? node, JsonSchema schema, IReadOnlyCollection<string> kept)
    {
        if (node is not JsonObject item)
            return;

        foreach (var rule in schema.ObjectRules())
        {
            foreach (var (name, property) in rule.Properties)
            {
                if (rule.Required.Contains(name) || kept.Contains(name))
                    Reduce(item[name], property, kept);
                else
                    item.Remove(name);
            }
        }
    }
}

/// <summary>A failed job says of what kind its failure is.</summary>
internal sealed class FailureReasonChange : VariantChange
{
    public override void Apply(EditableResponse response, OperationDescription operation, JobDescription jobs)
    {
        if (jobs.Read.Error is not { } name
            || response.Body is not JsonObject job
            || job[jobs.Read.Status!] is not JsonValue status
            || !status.TryGetValue<string>(out var text)
            || text != GenerationStatus.Failed.Value)
        {
            return;
        }

        if (job[name] is not JsonObject error)
            job[name] = error = new JsonObject { [JobDescription.CodeName] = MockErrorCodes.JobFailed };
        error["reason"] = "content_policy";
        error["retryable"] = false;
    }
}

/// <summary>The reverse order: it is as far from the usual one as an order can be, and the same every time.</summary>
internal sealed class ShuffledChange : VariantChange
{
    public override void Apply(EditableResponse response, OperationDescription operation, JobDescription jobs)
    {
        foreach (var item in ObjectsIn(response.Body).ToArray())
        {
            var members = item.Reverse().ToArray();
            item.Clear();
            foreach (var (name, value) in members)
                item[name] = value;
        }
    }
}

internal sealed class UnknownErrorCodeChange : VariantChange
{
    private const string UnknownCode = "mock_future_error";

    /// <summary>The documented error stays; the error that a test gave to a job is the test's, and has an unknown code already.</summary>
    public override void Apply(EditableResponse response, OperationDescription operation, JobDescription jobs)
    {
        if (response.StatusCode >= 400
            && response.Body is JsonObject body
            && body[JobDescription.ErrorName] is JsonObject error
            && error[JobDescription.CodeName] is JsonValue code
            && code.TryGetValue<string>(out var text)
            && text != jobs.UnauthorizedCode)
        {
            error[JobDescription.CodeName] = UnknownCode;
        }
    }
}

internal sealed class UnknownStatusChange : VariantChange
{
    private const string UnknownStatus = "mock_future_status";

    public override void Apply(EditableResponse response, OperationDescription operation, JobDescription jobs)
    {
        if (response.Body is JsonObject job
            && job[jobs.Read.Status!] is JsonValue status
            && status.TryGetValue<string>(out var text)
            && text == GenerationStatus.Processing.Value)
        {
            job[jobs.Read.Status!] = UnknownStatus;
        }
    }
}
