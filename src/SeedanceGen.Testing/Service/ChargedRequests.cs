using System.Globalization;
using System.Text.Json;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Plays an operation that costs credits and makes no job that the mock knows. It costs the credits that its response names, and nothing
/// when the response names none.
/// </summary>
internal sealed class ChargedRequests(
    ApiDescription description, ResponseSampler sampler, CreditLedger ledger, DoubleChargeDetector doubleCharges)
{
    private long _last;

    public MockResponse Run(OperationDescription operation, MockRequest request, Exchange exchange)
    {
        var response = sampler.Success(operation);
        var credits = CreditsOf(operation, response);
        if (!ledger.TryCharge(() => NextId(operation), credits, exchange.ReceivedAt, out var id))
            return ErrorResponses.InsufficientCredits(credits, ledger.Balance ?? 0);

        doubleCharges.Accepted(id, credits, request.Body, exchange);
        return response;
    }

    private string NextId(OperationDescription operation) =>
        string.Create(CultureInfo.InvariantCulture, $"{operation.Id}_{Interlocked.Increment(ref _last):D10}");

    private int CreditsOf(OperationDescription operation, MockResponse response)
    {
        if (!response.IsJson || operation.Success is null || JobFields.CreditsOf(description, operation) is not { } field)
            return 0;

        using var body = JsonDocument.Parse(response.Body);
        var price = ApiDescription.Member(body.RootElement, field);
        return price.ValueKind == JsonValueKind.Number && price.TryGetInt32(out var credits) ? Math.Max(0, credits) : 0;
    }
}
