using System.Globalization;
using SeedanceGen.Rules.Schema;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Verification;

/// <summary>Validates requests and responses by the API description, and logs what breaks it and whose fault it is.</summary>
internal sealed class ExchangeValidator(ViolationLog violations, ApiDescription description)
{
    private const double WrongMethod = 0.25;
    private const double AnyValue = 0.05;
    private const double ExtraSegment = 1;

    /// <summary>Whether a submission may name a model that the description does not know.</summary>
    public bool AcceptsUnknownModels { get; init; }

    /// <summary>Whether a response may hold a value that an enumeration does not list, as from a newer service.</summary>
    public bool AllowsUnknownValues { get; init; }

    /// <summary>Whether the test reshapes responses, and so is at fault for them.</summary>
    public bool IsReshaped { get; init; }

    /// <summary>Validates the parameters and the body of a request.</summary>
    public SubmissionValidation Request(OperationDescription operation, MockRequest request, bool isSubmission)
    {
        var parameters = operation.Parameters.Count > 0 ? RequestParameters.Validate(operation, request) : [];
        var validation = parameters.Count > 0 ? SubmissionValidation.Of(parameters)
            : isSubmission ? SubmissionValidation.Of(
                request.Headers.ContentType, request.Body, operation, AcceptsUnknownModels, description.IsOfSdk)
            : SubmissionValidation.Of(operation.RequestBody?.ValidateRequest(request.Headers.ContentType, request.Body) ?? []);
        if (validation.Problem is not null)
        {
            var what = validation.Violations.Count > 0 ? string.Join("; ", validation.Violations) : validation.Problem;
            Rejected(operation, request, what);
        }

        return validation;
    }

    /// <summary>Logs that the mock rejects a request.</summary>
    public void Rejected(OperationDescription operation, MockRequest request, string what) => violations.Add(
        MockViolationKind.RequestViolation, $"{request.Method} {request.Path} ({operation.Id}): {what}. The fault of the caller.",
        request.Exchange);

    /// <summary>Logs that an idempotency key came once more with another body.</summary>
    public void ReusedKey(OperationDescription operation, MockRequest request, string header) => Rejected(
        operation,
        request,
        $"the key in {header} came before with another body. Expected: a new key for each request, and the same one only for its "
            + "repetition");

    public void Response(MockRequest request, OperationDescription operation, MockResponse response, bool isOfTest)
    {
        List<SchemaViolation> found;
        if (operation.ResponseFor(response.StatusCode) is { } documented)
        {
            found = Known(response.HasContent ? documented.Body?.Validate(response.ContentType, response.Body) ?? [] : []);
        }
        else if (response.StatusCode >= 400 && !IsReshaped && !isOfTest)
        {
            // The description need not list the errors of an operation, and the mock has to say why it rejects a request.
            return;
        }
        else
        {
            var known = string.Join(", ", operation.Responses.Select(other => other.StatusCode));
            found = [new SchemaViolation("", "status code", known, response.StatusCode.ToString(CultureInfo.InvariantCulture))];
        }

        if (found.Count == 0)
            return;

        violations.Add(
            MockViolationKind.ResponseViolation,
            $"the response {response.StatusCode} to {request.Method} {request.Path} ({operation.Id}): {string.Join("; ", found)}. "
                + FaultOf(IsReshaped || isOfTest, isOfTest ? "responses by RespondWith" : "responses by SeedanceMockOptions.Reshape"),
            request.Exchange);
    }

    /// <summary>Validates the result that a webhook carries.</summary>
    public void Webhook(string requestId, string contentType, ReadOnlyMemory<byte> body, bool isReshaped)
    {
        if (description.Jobs.Callback is not { RequestBody: { } carried } call)
            return;

        var found = Known(carried.Validate(contentType, body));
        if (found.Count == 0)
            return;

        violations.Add(
            MockViolationKind.WebhookViolation,
            $"the webhook of {requestId} ({call.Id}): {string.Join("; ", found)}. "
                + FaultOf(isReshaped, "webhooks by WebhookPlan.Reshape"));
    }

    public void Unmatched(MockRequest request, IReadOnlyList<string> allowed)
    {
        var what = allowed.Count > 0
            ? $"is no operation; the API description has this path with {string.Join(", ", allowed)} only"
            : $"is no operation; nearest: {NearestTo(request.Method, request.Path)}";
        violations.Add(
            MockViolationKind.UnmatchedRequest, $"{request.Method} {request.Path} {what}. The fault of the caller.", request.Exchange);
    }

    /// <summary>The violations without those that a newer service causes, where such a service is played.</summary>
    private List<SchemaViolation> Known(List<SchemaViolation> violations)
    {
        if (AllowsUnknownValues && violations.Count > 0)
            violations.RemoveAll(violation => violation.IsUndecided || violation.Keyword == EnumRule.Keyword);
        return violations;
    }

    private static string FaultOf(bool isTest, string how) =>
        $"The fault of {(isTest ? "the test, which shapes " + how : "the mock, not of the code under test")}.";

    /// <summary>The operation that was probably meant: few segments more or less, few letters wrong.</summary>
    private OperationDescription NearestTo(string method, string path) =>
        description.Operations.MinBy(operation => Distance(operation, method, path))!;

    private static double Distance(OperationDescription operation, string method, string path) =>
        Distance(operation.PathTemplate.Split('/'), path.Split('/'), static _ => ExtraSegment, Difference)
        + (operation.Method == method ? 0 : WrongMethod);

    /// <summary>From 0 for the same segment to 1 for one that shares no letter.</summary>
    private static double Difference(string expected, string actual)
    {
        if (expected.StartsWith('{'))
            return actual.Length > 0 ? AnyValue : 1;

        var longest = Math.Max(expected.Length, actual.Length);
        return longest == 0
            ? 0
            : Distance(expected.ToCharArray(), actual.ToCharArray(), static _ => 1, static (a, b) => a == b ? 0 : 1) / longest;
    }

    /// <summary>The edit distance of two lists (Wagner and Fischer).</summary>
    private static double Distance<T>(T[] expected, T[] actual, Func<T, double> leaveOut, Func<T, T, double> replace)
    {
        var row = new double[actual.Length + 1];
        for (var column = 0; column < actual.Length; column++)
            row[column + 1] = row[column] + leaveOut(actual[column]);

        foreach (var wanted in expected)
        {
            var diagonal = row[0];
            row[0] += leaveOut(wanted);
            for (var column = 0; column < actual.Length; column++)
            {
                var above = row[column + 1];
                var best = Math.Min(above + leaveOut(wanted), row[column] + leaveOut(actual[column]));
                row[column + 1] = Math.Min(best, diagonal + replace(wanted, actual[column]));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
