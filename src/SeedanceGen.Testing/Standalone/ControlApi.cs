using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Engine;
using SeedanceGen.Testing.Errors;
using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Videos;

namespace SeedanceGen.Testing.Standalone;

/// <summary>What a test does with a mock in its own process, over HTTP: for a mock in another one. None of it is in the journal.</summary>
internal sealed class ControlApi(MockRuntime runtime)
{
    public const string Root = "/__seedance";

    public static bool Owns(string path) =>
        path == Root || (path.StartsWith(Root + "/", StringComparison.Ordinal) && !VideoEndpoint.Owns(path));

    public async Task<MockReply> AnswerAsync(MockRequest request)
    {
        // A page in a browser on this machine names itself in each request that could change something.
        if (request.Headers.Origin.Count > 0)
            return ControlReply.Refuse(StatusCodes.Status403Forbidden, "The control API does not answer web pages: a request had an Origin header.");

        try
        {
            var path = request.Path[Root.Length..].Trim('/').Split('/', StringSplitOptions.None);
            return (request.Method, path) switch
            {
                ("GET", [""]) => ControlReply.Status(runtime.State),
                ("GET", ["journal"]) => ControlReply.Journal(runtime.State),
                ("GET", ["jobs"]) => ControlReply.Jobs(runtime.State),
                ("GET", ["ledger"]) => ControlReply.Ledger(runtime.State),
                ("GET", ["findings"]) => ControlReply.Findings(runtime.State),
                ("POST", ["advance"]) => Advance(Read(request, ControlJsonContext.Default.ControlAdvance)),
                ("POST", ["jobs", var id, "start"]) => Move(id, job => job.Start()),
                ("POST", ["jobs", var id, "complete"]) => Move(id, job => job.Succeed()),
                ("POST", ["jobs", var id, "fail"]) => Fail(id, Read(request, ControlJsonContext.Default.ControlFailure)),
                ("POST", ["faults"]) => Script(Read(request, ControlJsonContext.Default.ControlFault)),
                ("POST", ["reset"]) => await ResetAsync().ConfigureAwait(false),
                _ => ControlReply.Refuse(StatusCodes.Status404NotFound, $"The control API has no {request.Method} {request.Path}."),
            };
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or OverflowException)
        {
            return ControlReply.Refuse(StatusCodes.Status400BadRequest, problem.Message);
        }
        catch (InvalidOperationException problem)
        {
            return ControlReply.Refuse(StatusCodes.Status409Conflict, problem.Message);
        }
    }

    private static T Read<T>(MockRequest request, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(request.Body.Span, type) ?? throw new JsonException("The body is null; a JSON object was expected.");

    private MockReply Advance(ControlAdvance advance)
    {
        if (runtime.State.Options.TimeProvider is not VirtualTimeProvider clock)
            throw new InvalidOperationException("The mock runs on the real clock, which cannot be advanced. Give it a VirtualTimeProvider.");

        clock.Advance(TimeSpan.FromSeconds(advance.Seconds));
        return ControlReply.Status(runtime.State);
    }

    private MockReply Fail(string requestId, ControlFailure failure) =>
        Move(requestId, job => job.Fail(failure.Code, failure.Message));

    private MockReply Move(string requestId, Action<MockJob> move)
    {
        if (!runtime.State.Jobs.TryFind(Uri.UnescapeDataString(requestId), out var job))
            return MockErrors.UnknownRequestId(requestId);

        move(job);
        return ControlReply.Job(job);
    }

    private MockReply Script(ControlFault asked)
    {
        var operation = asked.Operation is null ? null : MockOperation.Named(asked.Operation);
        return ControlReply.Fault(runtime.State.Faults.Add(new FaultMatcher(operation?.Id, asked.Job), asked.ToFault(), asked.ToTurn()));
    }

    private async Task<MockReply> ResetAsync()
    {
        await runtime.ResetAsync().ConfigureAwait(false);
        return ControlReply.Status(runtime.State);
    }
}
