using System.Globalization;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Schema;

/// <summary>Decides whether an answer keeps to the contract: status code, media type, body.</summary>
internal static class ResponseValidator
{
    /// <param name="reply">The answer as it is sent.</param>
    /// <param name="operation">What it answers.</param>
    /// <param name="allowUnknownValues">Whether a value that an enumeration does not list passes, as from a newer service.</param>
    public static IReadOnlyList<SchemaViolation> Judge(MockResponse reply, OperationDescription operation, bool allowUnknownValues)
    {
        if (operation.ResponseFor(reply.StatusCode) is not { } contract)
        {
            var known = string.Join(", ", operation.Responses.Select(answer => answer.StatusCode));
            return [new SchemaViolation("", "status code", known, reply.StatusCode.ToString(CultureInfo.InvariantCulture))];
        }

        var violations = contract.Body?.Judge(reply.ContentType, reply.Body) ?? [];
        if (allowUnknownValues && violations.Count > 0)
            violations.RemoveAll(violation => violation.Keyword == EnumRule.Keyword);
        return violations;
    }
}
