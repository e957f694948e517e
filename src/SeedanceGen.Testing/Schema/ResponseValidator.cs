using System.Globalization;

namespace SeedanceGen.Testing.Schema;

/// <summary>Decides whether an answer keeps to the contract: status code, media type, body.</summary>
internal static class ResponseValidator
{
    /// <param name="statusCode">The status code.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="body">The body as it is sent.</param>
    /// <param name="operation">What it answers.</param>
    /// <param name="allowUnknownValues">Whether a value that an enumeration does not list passes, as from a newer service.</param>
    public static IReadOnlyList<SchemaViolation> Judge(
        int statusCode, string contentType, ReadOnlyMemory<byte> body, OperationDescription operation, bool allowUnknownValues)
    {
        if (operation.ResponseFor(statusCode) is not { } contract)
        {
            var known = string.Join(", ", operation.Responses.Select(answer => answer.StatusCode));
            return [new SchemaViolation("", "status code", known, statusCode.ToString(CultureInfo.InvariantCulture))];
        }

        var violations = contract.Body?.Judge(contentType, body) ?? [];
        if (allowUnknownValues && violations.Count > 0)
            violations.RemoveAll(violation => violation.Keyword == EnumRule.Keyword);
        return violations;
    }
}
