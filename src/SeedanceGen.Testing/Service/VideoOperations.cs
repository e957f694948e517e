using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>Plays the operations of the API description.</summary>
/// <param name="jobs">Accepts and finds jobs.</param>
/// <param name="contract">Validates submissions.</param>
/// <param name="webhooks">Sends the webhook of a job that a request ends.</param>
/// <param name="baseAddress">Where the server is reached.</param>
/// <param name="models">The response to the list of models.</param>
internal sealed class VideoOperations(
    JobService jobs, ContractMonitor contract, WebhookSender webhooks, Func<Uri> baseAddress, MockResponse models)
{
    /// <summary>Runs one operation; a submission that is accepted sets the id of the job that it made.</summary>
    public MockResponse Run(OperationDescription operation, MockRequest request, Exchange exchange, ref string? requestId)
    {
        if (operation == OperationTable.SubmitVideoGeneration)
            return Submit(request, exchange, ref requestId);
        if (operation == OperationTable.ListModels)
            return models;
        if (operation != OperationTable.GetVideoGeneration && operation != OperationTable.CancelVideoGeneration)
            return ErrorResponses.NotImplemented(operation.Id);
        if (jobs.Find(requestId) is not { } job)
            return ErrorResponses.UnknownRequestId(requestId ?? "");

        // The job's own string, so that the journal keeps one copy of it.
        requestId = job.RequestId;
        return operation == OperationTable.GetVideoGeneration ? Get(job) : Cancel(job);
    }

    private MockResponse Submit(MockRequest request, Exchange exchange, ref string? requestId)
    {
        var validation = contract.Submission(request);
        if (!validation.IsAccepted(out var submission, out var problem))
            return validation.IsOfOtherType ? ErrorResponses.UnsupportedMediaType(problem) : ErrorResponses.InvalidRequest(problem);
        if (jobs.Accept(submission, request.Body, exchange, out var step, out var rejection) is not { } job)
            return rejection!;

        requestId = job.RequestId;
        return WithWebhook(JobResponses.Accepted(job), job, step);
    }

    private MockResponse Get(MockJob job)
    {
        var step = job.Poll();
        return WithWebhook(JobResponses.Read(job, step.Status, baseAddress()), job, step);
    }

    private MockResponse Cancel(MockJob job)
    {
        var step = job.Cancel();
        var response = step is { JustFinished: true } && step.Status == GenerationStatus.Cancelled
            ? JobResponses.Cancelled(job)
            : ErrorResponses.JobIsTerminal(job.RequestId, step.Status);
        return WithWebhook(response, job, step);
    }

    private MockResponse WithWebhook(MockResponse response, MockJob job, MockJob.Step step)
    {
        if (!step.JustFinished || webhooks.Enqueue(job) is not { } webhook)
            return response;

        return response with
        {
            Beforehand = webhook.Plan.Timing == WebhookTiming.BeforeResponse ? webhook.SendBeforeResponseAsync : null,
            Afterwards = webhook.Start,
        };
    }
}
