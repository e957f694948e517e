using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Verification;

/// <summary>Tells the violations of one server what did not keep to the contract, and whose fault it was.</summary>
internal sealed class ContractMonitor(MockServerState state)
{
    public void Refused(MockRequest request, OperationDescription operation, SubmissionValidation verdict)
    {
        var what = verdict.Violations.Count > 0 ? string.Join("; ", verdict.Violations) : verdict.Problem;
        Add(MockViolationKind.RequestViolation, $"{request.Method} {request.Path} ({operation.Id}): {what}. The fault of the caller.");
    }

    public void Answered(MockRequest request, OperationDescription operation, MockResponse reply)
    {
        var violations = ResponseValidator.Judge(reply, operation, AllowsUnknownValues);
        if (violations.Count == 0)
            return;

        var culprit = state.Options.Reshape is null
            ? "the mock, not of the code under test"
            : $"the test, which shapes answers by {nameof(SeedanceMockOptions)}.{nameof(SeedanceMockOptions.Reshape)}";
        Add(MockViolationKind.ResponseViolation, $"the answer {reply.StatusCode} to {request.Method} {request.Path} ({operation.Id}): {string.Join("; ", violations)}. The fault of {culprit}.");
    }

    public void Unmatched(MockRequest request, IReadOnlyList<string> allowed)
    {
        var what = allowed.Count > 0
            ? $"is no operation; the API description has this path with {string.Join(", ", allowed)} only"
            : $"is no operation; nearest: {NearestOperation.To(request.Method, request.Path)}";
        Add(MockViolationKind.UnmatchedRequest, $"{request.Method} {request.Path} {what}. The fault of the caller.");
    }

    /// <summary>Whether a value that an enumeration does not list passes, as from a newer service.</summary>
    public bool AllowsUnknownValues => state.Options.AcceptUnknownModels || state.Options.Variant.HasUnknownValues;

    private void Add(MockViolationKind kind, string message) => state.Violations.Add(kind, state.Keys.Redact(message));
}
