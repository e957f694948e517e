using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Json;

namespace SeedanceGen.Http;

/// <summary>
/// Reads a response that says what the caller needs, but not exactly as the API describes it: another layer touched it, a field has another
/// shape, or the status denies the job that the body names. What was odd is logged.
/// </summary>
internal sealed class OddResponseReader(SeedanceConnection connection, FailureMapper failures)
{
    private static readonly string[] JobFillers = ["true"];
    private static readonly string[] AcceptanceFillers = ["true", "\"\"", "0", "[]", "{}"];

    /// <summary>Reads a response.</summary>
    /// <param name="call">The call.</param>
    /// <param name="response">Its response.</param>
    /// <param name="text">The body of the response.</param>
    /// <param name="responseType">The type of a response of success.</param>
    /// <param name="result">What the response says.</param>
    /// <returns>Whether the response could be read.</returns>
    /// <exception cref="UnusableJobIdException">The response accepts a job by an id that cannot be used.</exception>
    public bool TryRead<TResponse>(
        ApiCall call, HttpResponseMessage response, ResponseText text, JsonTypeInfo<TResponse> responseType, out TResponse? result)
    {
        result = default;
        var oddities = new List<string>(text.Oddities);
        if (TouchedJson.Cleaned(text.Bytes, oddities) is not { } json)
            return false;

        var read = typeof(IJobFacts).IsAssignableFrom(typeof(TResponse))
            ? TryReadJob(call, response, json, responseType, oddities, out result)
            : TryReadOther(response, json, responseType, oddities, out result);
        if (!read)
            return false;

        connection.Telemetry.ReadOddResponse(call.Operation, response.StatusCode, oddities);
        return true;
    }

    private bool TryReadJob<TResponse>(
        ApiCall call,
        HttpResponseMessage response,
        byte[] json,
        JsonTypeInfo<TResponse> responseType,
        List<string> oddities,
        out TResponse? result)
    {
        result = default;
        var isCharged = call.Operation.ChargesCredits;
        if (JobJson.Unwrapped(json, oddities) is not { } job || (isCharged && ErrorResponseReader.Denies(job)))
            return false;

        var lenient = new LenientJson<TResponse>(responseType, isCharged ? AcceptanceFillers : JobFillers);
        result = lenient.Read(job);
        if (result is not IJobFacts { NamesJob: true } facts)
            return false;

        oddities.AddRange(lenient.OddNames.Select(name => $"the field '{name}'"));
        if (!isCharged)
            return !string.IsNullOrEmpty(facts.Id);
        if (!facts.Success || !(response.IsSuccessStatusCode || Affirms(job, facts)))
            return false;
        if (!response.IsSuccessStatusCode)
            oddities.Add("its status");

        var id = IdOf(JobJson.IdIn(job));
        if ((id.Fault ?? ApiPath.FaultOf(facts.Id)) is { } fault)
            throw failures.FromUnusableId(call, response, json, id.Text, fault, facts.Credits);
        return true;
    }

    private static bool TryReadOther<TResponse>(
        HttpResponseMessage response, byte[] json, JsonTypeInfo<TResponse> responseType, List<string> oddities, out TResponse? result)
    {
        var lenient = new LenientJson<TResponse>(responseType, fillers: []);
        result = lenient.Read(json);
        oddities.AddRange(lenient.OddNames.Select(name => $"the field '{name}'"));
        return result is not null && response.IsSuccessStatusCode;
    }

    /// <summary>Whether a body under an error status says by itself that the job was accepted.</summary>
    private static bool Affirms(byte[] job, IJobFacts facts) =>
        ErrorResponseReader.SaysSuccess(job) || (facts.Status is { Length: > 0 } status && new GenerationStatus(status).IsKnown);

    /// <summary>The id of a job as a text, and why it cannot be used.</summary>
    private static (string Text, string? Fault) IdOf(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(value);
        return (text, reader.TokenType is JsonTokenType.String or JsonTokenType.Number ? ApiPath.FaultOf(text) : "it is not a text");
    }
}
