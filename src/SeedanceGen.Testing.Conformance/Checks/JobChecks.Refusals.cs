using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>Submissions that the documentation rules out.</summary>
internal sealed partial class JobChecks
{
    private async Task RefusalsAsync(CancellationToken token)
    {
        foreach (var (name, field, body) in Refused())
        {
            var answer = await run.Caller.AskAsync(OperationTable.SubmitVideoGeneration, token, body: Encoding.UTF8.GetBytes(body.ToJsonString())).ConfigureAwait(false);
            run.Charge(Credits(answer) ?? 0);
            run.Check($"{name} is refused", DocumentedFact.OfProperty(nameof(VideoGenerationRequest), field), answer.WrongAsError(), $"{answer.Status} with the error envelope");
            if (answer.IsSuccess && answer.Text("requestId") is { } requestId)
                await run.Caller.AskAsync(OperationTable.CancelVideoGeneration, token, requestId).ConfigureAwait(false);
        }
    }

    /// <summary>A submission without each required field, and one just outside of each limited number of each model.</summary>
    private static IEnumerable<(string Name, string Field, JsonObject Body)> Refused()
    {
        var documented = JsonNode.Parse(WithoutWebhook(DocumentedExamples.Requests[^1].Body))!.AsObject();
        foreach (var model in SeedanceModels.All)
        {
            foreach (var field in model.AllFields)
            {
                if (field.IsRequired && model == SeedanceModels.All[0])
                    yield return ($"a submission without {field.Field}", field.Field, Without(documented, field.Field));

                double[] outside = field.Numbers.Count > 0 ? [field.Numbers.Max() + 1] : [field.Minimum - 1, field.Maximum + 1];
                foreach (var number in outside.Where(double.IsFinite))
                {
                    var body = documented.DeepClone().AsObject();
                    body["model"] = model.Model.Value;
                    body[field.Field] = (long)number;
                    yield return ($"{model.Model} with {field.Field} {((long)number).ToString(CultureInfo.InvariantCulture)}", field.Field, body);
                }
            }
        }
    }

    private static JsonObject Without(JsonObject documented, string field)
    {
        var body = documented.DeepClone().AsObject();
        body.Remove(field);
        return body;
    }
}
