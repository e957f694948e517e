using Microsoft.AspNetCore.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>Plays the operations of the API description.</summary>
internal sealed class VideoOperations(MockServerState state)
{
    private readonly Func<string> _nextId = state.Jobs.NextId;
    private readonly Action<MockJob> _deliver = state.WebhookSender.Deliver;
    private readonly MockResponse _models = ModelCatalogue.Reply(state.Options.Models);

    /// <summary>Runs one operation; a submission that is accepted sets the id of the job that it made.</summary>
    public MockResponse Run(ApiOperation operation, MockRequest request, Exchange exchange, ref string? requestId)
    {
        if (operation == SeedanceOperations.SubmitVideoGeneration)
            return Submit(request, exchange, ref requestId);
        if (operation == SeedanceOperations.ListModels)
            return _models;
        if (operation != SeedanceOperations.GetVideoGeneration && operation != SeedanceOperations.CancelVideoGeneration)
            return ErrorResponses.NotImplemented(operation.Id);
        if (requestId is null || !state.Jobs.TryFind(requestId, out var job))
            return ErrorResponses.UnknownRequestId(requestId ?? "");

        // The same text, of which one copy is enough for a journal that keeps it.
        requestId = job.RequestId;
        return operation == SeedanceOperations.GetVideoGeneration ? Get(job) : Cancel(job);
    }

    /// <summary>Holds a request against the contract without running its operation.</summary>
    public void Judge(ApiOperation operation, MockRequest request)
    {
        if (operation == SeedanceOperations.SubmitVideoGeneration)
            JudgeSubmission(request);
    }

    private SubmissionValidation JudgeSubmission(MockRequest request)
    {
        var operation = ApiDescription.Current[SeedanceOperations.SubmitVideoGeneration.Id];
        var verdict = SubmissionValidator.Judge(request, operation, state.Options.AcceptUnknownModels);
        if (verdict.Request is null)
            state.Watch.Refused(request, operation, verdict);
        return verdict;
    }

    private MockResponse Submit(MockRequest request, Exchange exchange, ref string? requestId)
    {
        var verdict = JudgeSubmission(request);
        if (!verdict.IsAccepted(out var submission, out var problem))
            return verdict.IsOfOtherType ? ErrorResponses.UnsupportedMediaType(problem) : ErrorResponses.InvalidRequest(problem);

        // The options' functions run before anything is charged: what they throw leaves no half-accepted job behind.
        var terms = JobTerms.For(submission, state.Options);
        if (terms.Failure is not null)
            return ErrorResponses.OptionFailed(terms.FailedOption, terms.Failure);

        if (!state.Ledger.TryCharge(_nextId, terms.Credits, exchange.ReceivedAt, out requestId))
            return ErrorResponses.InsufficientCredits(terms.Credits, state.Ledger.Balance ?? 0);

        var job = new MockJob(requestId, submission, request.Body, terms.Credits, terms.Lifecycle, state.Time, _deliver);
        state.Jobs.Add(job);
        state.DoubleCharges.Accepted(new AcceptedSubmission(state.DoubleCharges, requestId, terms.Credits, request.Body, exchange));

        var accepted = MockResponse.Json(
            StatusCodes.Status200OK, JobResponses.Accepted(job), SeedanceJsonContext.Default.VideoGenerationAccepted, GenerationStatus.Queued);
        return WithWebhook(accepted, job, job.Begin());
    }

    private MockResponse Get(MockJob job)
    {
        var step = job.Poll();
        var result = JobResponses.Result(job, step.Status, state.BaseAddress);
        return WithWebhook(MockResponse.Json(StatusCodes.Status200OK, result, SeedanceJsonContext.Default.VideoGeneration, step.Status), job, step);
    }

    private MockResponse Cancel(MockJob job)
    {
        var step = job.Cancel();
        var reply = step is { JustFinished: true } && step.Status == GenerationStatus.Cancelled
            ? MockResponse.Json(StatusCodes.Status200OK, JobResponses.Cancelled(job), SeedanceJsonContext.Default.VideoGenerationCancelled, step.Status)
            : ErrorResponses.JobIsTerminal(job.RequestId, step.Status);
        return WithWebhook(reply, job, step);
    }

    private MockResponse WithWebhook(MockResponse reply, MockJob job, JobStep step)
    {
        if (!step.JustFinished || state.WebhookSender.Enqueue(job) is not { } webhook)
            return reply;

        return reply with { Beforehand = webhook.Plan.Timing == WebhookTiming.BeforeResponse ? webhook.SendBeforeResponseAsync : null, Afterwards = webhook.Start };
    }
}
