using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Verification;

namespace SeedanceGen.Testing.Service;

/// <summary>
/// Plays the operations of the API description: those about jobs by its own logic, every other one from the examples and schemas.
/// </summary>
internal sealed class VideoOperations
{
    private const string IdempotencyKey = "Idempotency-Key";

    private readonly ApiDescription _description;
    private readonly JobService _jobs;
    private readonly ExchangeValidator _validator;
    private readonly WebhookSender _webhooks;
    private readonly Func<Uri> _baseAddress;
    private readonly JobResponses _responses;
    private readonly ListPages _lists;
    private readonly ChargedRequests _charged;
    private readonly IdempotencyStore _keys;
    private readonly MockResponse? _models;

    public VideoOperations(
        ApiDescription description,
        JobService jobs,
        ExchangeValidator validator,
        WebhookSender webhooks,
        ResponseSampler sampler,
        ChargedRequests charged,
        Func<Uri> baseAddress)
    {
        (_description, _jobs, _validator, _webhooks, _baseAddress) = (description, jobs, validator, webhooks, baseAddress);
        (_responses, _charged) = (sampler.Jobs, charged);
        _keys = new IdempotencyStore(jobs.Options.Retention.Count);
        _lists = new ListPages(description, sampler, validator);
        _models = description.Jobs.ListModels is { } list ? _responses.Models(list, jobs.Options.Models, sampler) : null;
    }

    /// <summary>Runs one operation; a submission that is accepted sets the id of the job that it made.</summary>
    public MockResponse Run(OperationDescription operation, MockRequest request, Exchange exchange, ref string? requestId)
    {
        if (request.IsTooLarge)
        {
            _validator.Rejected(operation, request, MockRequest.TooLarge);
            return ErrorResponses.BodyTooLarge;
        }

        var isSubmission = operation == _description.Jobs.Submit;
        var validation = _validator.Request(operation, request, isSubmission);
        if (validation.Problem is { } problem)
            return validation.IsOfOtherType ? ErrorResponses.UnsupportedMediaType(problem) : ErrorResponses.InvalidRequest(problem);
        var header = operation.IdempotencyKey?.Name ?? (isSubmission && _jobs.Options.Variant.IsSimilar ? IdempotencyKey : null);
        if (header is not null && RequestParameters.Header(request, header) is { } key)
            return RunOnce(operation, header, key, request, exchange, validation, ref requestId);

        return RunValid(operation, request, exchange, validation, ref requestId);
    }

    private MockResponse RunValid(
        OperationDescription operation, MockRequest request, Exchange exchange, SubmissionValidation validation, ref string? requestId)
    {
        if (operation == _description.Jobs.Submit)
            return Submit(request, exchange, validation, ref requestId);
        if (_models is not null && operation == _description.Jobs.ListModels)
            return _models;
        if (operation != _description.Jobs.Get && operation != _description.Jobs.Cancel)
            return operation.ChargesCredits ? _charged.Run(operation, request, exchange) : _lists.Read(operation, request);
        if (_jobs.Find(requestId) is not { } job)
            return ErrorResponses.UnknownRequestId(requestId ?? "");

        // The job's own string, so that the journal keeps one copy of it.
        requestId = job.RequestId;
        return operation == _description.Jobs.Get ? Get(job) : Cancel(job);
    }

    /// <summary>The first request with a key is carried out; a later one gets the same response, and nothing more happens.</summary>
    private MockResponse RunOnce(
        OperationDescription operation,
        string header,
        string key,
        MockRequest request,
        Exchange exchange,
        SubmissionValidation validation,
        ref string? requestId)
    {
        lock (_keys)
        {
            if (_keys.Find(operation, key) is { } first)
            {
                if (!JsonBody.AreEqual(first.Body, request.Body))
                {
                    _validator.ReusedKey(operation, request, header);
                    return ErrorResponses.IdempotencyConflict(header);
                }

                requestId = first.RequestId ?? requestId;
                _jobs.Repeated(first.RequestId, exchange);
                return first.Response with { Exchange = null };
            }

            var response = RunValid(operation, request, exchange, validation, ref requestId);
            if (response.StatusCode < 300)
            {
                var repeated = response with { Beforehand = null, Afterwards = null };
                _keys.Add(operation, key, new IdempotentRequest(request.Body, repeated, requestId));
            }

            return response;
        }
    }

    private MockResponse Submit(MockRequest request, Exchange exchange, SubmissionValidation validation, ref string? requestId)
    {
        if (_jobs.Accept(validation.Request, request.Body, exchange, out var step, out var rejection) is not { } job)
            return rejection!;

        requestId = job.RequestId;
        return WithWebhook(_responses.Accepted(job, _baseAddress()), job, step);
    }

    private MockResponse Get(MockJob job)
    {
        var step = job.Poll();
        return WithWebhook(_responses.Read(job, step.Status, _baseAddress()), job, step);
    }

    private MockResponse Cancel(MockJob job)
    {
        var step = job.Cancel();
        var response = job.IsFixed || (step.JustFinished && step.Status == GenerationStatus.Cancelled)
            ? _responses.Cancelled(job, _baseAddress())
            : ErrorResponses.JobIsTerminal(job.RequestId, step.Status);
        return WithWebhook(response, job, step);
    }

    private MockResponse WithWebhook(MockResponse response, MockJob job, MockJob.Step step)
    {
        if (!step.JustFinished || _webhooks.Enqueue(job) is not { } webhook)
            return response;

        return response with
        {
            Beforehand = webhook.Plan.IsSentBeforeResponse ? webhook.SendBeforeResponseAsync : null,
            Afterwards = webhook.Start,
        };
    }
}

/// <summary>What the requests with an idempotency key led to.</summary>
internal sealed class IdempotencyStore(int? bound)
{
    private readonly Dictionary<(string OperationId, string Key), IdempotentRequest> _requests = [];
    private readonly Queue<(string OperationId, string Key)> _oldest = new();

    public IdempotentRequest? Find(OperationDescription operation, string key) => _requests.GetValueOrDefault((operation.Id, key));

    public void Add(OperationDescription operation, string key, IdempotentRequest request)
    {
        _requests[(operation.Id, key)] = request;
        _oldest.Enqueue((operation.Id, key));
        if (_oldest.Count > bound)
            _requests.Remove(_oldest.Dequeue());
    }
}

/// <summary>The first request with an idempotency key.</summary>
/// <param name="Body">What it asked for.</param>
/// <param name="Response">What it got.</param>
/// <param name="RequestId">The job that it made; null when it made none.</param>
internal sealed record IdempotentRequest(ReadOnlyMemory<byte> Body, MockResponse Response, string? RequestId);
