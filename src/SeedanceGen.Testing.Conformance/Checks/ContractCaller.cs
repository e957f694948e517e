using System.Net.Http.Headers;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Conformance.Mappings;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>Asks the server that is verified.</summary>
internal sealed class ContractCaller(HttpClient http, SeedanceContractOptions options)
{
    private const string Scheme = "Bearer";

    /// <summary>Whether a request can be made that has no key.</summary>
    public bool CanOmitKey => http.DefaultRequestHeaders.Authorization is null && options.ApiKey is not null;

    public Task<SeenAnswer> AskAsync(OperationDescription operation, CancellationToken token, string requestId = "", byte[]? body = null) =>
        SendAsync(operation, requestId, body, options.ApiKey is { } key ? new AuthenticationHeaderValue(Scheme, key) : null, token);

    /// <summary>Asks with this key; null for none.</summary>
    public Task<SeenAnswer> AskWithKeyAsync(OperationDescription operation, string? apiKey, string requestId, CancellationToken token) =>
        SendAsync(operation, requestId, body: null, apiKey is null ? null : new AuthenticationHeaderValue(Scheme, apiKey), token);

    private async Task<SeenAnswer> SendAsync(
        OperationDescription operation, string requestId, byte[]? body, AuthenticationHeaderValue? authorization, CancellationToken token)
    {
        var contract = ApiDescription.Current[operation.Id];
        var path = MockInMemory.PathOf(operation, Uri.EscapeDataString(requestId)).TrimStart('/');
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
            return new SeenAnswer(contract, (int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), content, Problem: null);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !token.IsCancellationRequested))
        {
            return new SeenAnswer(contract, StatusCode: 0, ContentType: null, Body: [], $"no answer: {failure.Message}");
        }
    }
}
