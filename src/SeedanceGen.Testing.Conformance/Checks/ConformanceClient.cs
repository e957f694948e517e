using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Conformance.Mappings;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>Calls the server.</summary>
internal sealed class ConformanceClient(HttpClient http, ConformanceOptions options)
{
    private const string Scheme = "Bearer";

    /// <summary>Whether a request without a key is possible.</summary>
    public bool CanOmitKey => http.DefaultRequestHeaders.Authorization is null && options.ApiKey is not null;

    public Task<ObservedResponse> CallAsync(
        OperationDescription operation, CancellationToken token, string requestId = "", byte[]? body = null) =>
        SendAsync(operation, requestId, body, options.ApiKey is { } key ? new AuthenticationHeaderValue(Scheme, key) : null, token);

    /// <summary>Calls with this key; null for none.</summary>
    public Task<ObservedResponse> CallWithKeyAsync(
        OperationDescription operation, string? apiKey, string requestId, CancellationToken token) =>
        SendAsync(operation, requestId, body: null, apiKey is null ? null : new AuthenticationHeaderValue(Scheme, apiKey), token);

    private async Task<ObservedResponse> SendAsync(
        OperationDescription operation, string requestId, byte[]? body, AuthenticationHeaderValue? authorization, CancellationToken token)
    {
        var description = ApiDescription.Current[operation.Id];
        var path = MockCaller.PathOf(operation, Uri.EscapeDataString(requestId)).TrimStart('/');
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(path, UriKind.Relative));
        request.Headers.Authorization = authorization;
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        try
        {
            using var response = await http.SendAsync(request, token).ConfigureAwait(false);
            var content = await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false);
            var type = response.Content.Headers.ContentType?.ToString();
            return new ObservedResponse(description, (int)response.StatusCode, type, content, Problem: null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !token.IsCancellationRequested))
        {
            return new ObservedResponse(description, StatusCode: 0, ContentType: null, Body: [], $"no response: {failure.Message}");
        }
    }
}

/// <summary>The response of the server, or why there is none.</summary>
internal sealed record ObservedResponse(OperationDescription Operation, int StatusCode, string? ContentType, byte[] Body, string? Problem)
{
    /// <summary>
    /// The body as an object; null when it is no object, or one that cannot be read safely: with a repeated name or half a surrogate pair.
    /// </summary>
    public JsonObject? Json { get; } = Parse(Body);

    public string? Text(string name) => Json?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Whether the server reports success.</summary>
    public bool IsSuccess => SuccessField is null
        ? StatusCode is >= 200 and < 300
        : Json?[SuccessField] is JsonValue value && value.TryGetValue<bool>(out var success) && success;

    /// <summary>The problem when this should be a success; null for none.</summary>
    public string? ProblemAsSuccess()
    {
        if (Problem is not null)
            return Problem;
        if (StatusCode is < 200 or > 299)
            return $"{Status}, an error where success was expected";
        return ProblemOf(Operation.ResponseFor(StatusCode)) ?? (IsSuccess ? null : $"{Status} with success that is not true");
    }

    /// <summary>The problem when this should be an error envelope, with any status code; null for none.</summary>
    public string? ProblemAsError()
    {
        if (Problem is not null)
            return Problem;
        if (ProblemOf(Operation.Responses.First(response => response.StatusCode == "default")) is { } problem)
            return problem;
        return SuccessField is null || Json?[SuccessField]?.GetValueKind() == JsonValueKind.False
            ? null
            : $"{Status} with success that is not false";
    }

    private static string? SuccessField => ApiDescription.Current.Jobs.SuccessName;

    public string Status => "HTTP " + StatusCode.ToString(CultureInfo.InvariantCulture);

    private string? ProblemOf(ResponseDescription? description)
    {
        var violations = description?.Body?.Validate(ContentType, Body) ?? [];
        return violations.Count == 0 ? null : $"{Status}; {string.Join("; ", violations)}";
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            // A JsonObject with such content throws only when it is read, so the content is checked first.
            return BodyValidator.Validate(body, new JsonSchema()).Count == 0 ? JsonNode.Parse(body) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
