using System.Globalization;
using SeedanceGen.Testing.Contract.Schemas;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Contract;

/// <summary>Decides whether an answer keeps to the contract: status code, media type, body.</summary>
internal static class ReplyJudge
{
    /// <param name="reply">The answer as it is sent.</param>
    /// <param name="operation">What it answers.</param>
    /// <param name="allowUnknownValues">Whether a value that an enumeration does not list passes, as from a newer service.</param>
    public static IReadOnlyList<SchemaViolation> Judge(MockResponse reply, OperationContract operation, bool allowUnknownValues)
    {
        if (operation.ReplyFor(reply.StatusCode) is not { } contract)
        {
            var known = string.Join(", ", operation.Replies.Select(answer => answer.StatusCode));
            return [new SchemaViolation("", "status code", known, reply.StatusCode.ToString(CultureInfo.InvariantCulture))];
        }

        var violations = contract.Content?.Judge(reply.ContentType, reply.Body) ?? [];
        if (allowUnknownValues && violations.Count > 0)
            violations.RemoveAll(violation => violation.Keyword == EnumRule.Keyword);
        return violations;
    }
}
