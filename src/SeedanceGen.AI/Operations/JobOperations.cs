using System.Text.Json.Nodes;

namespace SeedanceGen.AI.Operations;

/// <summary>The operations on a job that was submitted: get, wait, cancel, download.</summary>
internal sealed class JobOperations(ISeedanceClient client, SeedanceToolsOptions options, SubmissionGate gate)
{
    private const string AnyJob = "The id of the job, as a submission returned it.";

    private readonly VideoFolder? _folder = options.DownloadFolder is { } folder ? new VideoFolder(folder) : null;

    public IEnumerable<AgentOperation> All()
    {
        yield return new AgentOperation(
            "get",
            "Read a job",
            "Reads a video job once, without waiting. Costs nothing. Without an id it lists the jobs that were submitted here.",
            ArgumentSchema.Of([], ArgumentSchema.JobIdProperty(AnyJob + " Leave it out to list the jobs that were submitted here.")),
            OperationTraits.ReadOnly | OperationTraits.Idempotent | OperationTraits.OpenWorld,
            GetAsync);
        yield return new AgentOperation(
            "wait",
            "Wait for a job",
            "Waits until a video job is finished, or until the time is over; then it returns the job as it is, to be waited for again. "
                + "Costs nothing.",
            ArgumentSchema.Of(
                [ArgumentSchema.JobId],
                ArgumentSchema.JobIdProperty(AnyJob),
                ArgumentSchema.Property(
                    ArgumentSchema.Timeout,
                    "number",
                    FormattableString.Invariant(
                        $"How long to wait, in seconds; at most and by default {options.WaitTimeout.TotalSeconds}."))),
            OperationTraits.ReadOnly | OperationTraits.Idempotent | OperationTraits.OpenWorld | OperationTraits.Waits,
            WaitAsync);
        yield return new AgentOperation(
            "cancel",
            "Cancel a job",
            "Cancels a video job that is queued or processing. Whether its credits come back is not documented.",
            ArgumentSchema.Of([ArgumentSchema.JobId], ArgumentSchema.JobIdProperty(AnyJob)),
            OperationTraits.Destructive | OperationTraits.Idempotent | OperationTraits.OpenWorld,
            CancelAsync);
        if (_folder is not null)
        {
            yield return new AgentOperation(
                "download",
                "Download a video",
                $"Saves the video of a job that has succeeded, in the folder {options.DownloadFolder}. Costs nothing; replaces no file.",
                ArgumentSchema.Of(
                    [ArgumentSchema.JobId],
                    ArgumentSchema.JobIdProperty(AnyJob),
                    ArgumentSchema.Property(
                        ArgumentSchema.FileName, "string", "The name of the file, without a folder; the id of the job by default.")),
                OperationTraits.Idempotent | OperationTraits.OpenWorld,
                DownloadAsync);
        }
    }

    /// <summary>Waits for an accepted job and saves its video. When that fails, the result still has the id of the job.</summary>
    public async Task<JsonObject> FinishAsync(
        GenerationJob job, JsonObject result, TimeSpan timeout, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        try
        {
            // The job goes on after the agent's wait, also where the program's own waits cancel theirs.
            var wait = (client.WaitDefaults ?? new WaitOptions()) with
            {
                Timeout = timeout,
                ExpectWebhook = false,
                OnTimeoutOrCancel = UnfinishedJobAction.LeaveRunning,
            };
            var video = await job.WaitAsync(wait, call.Progress, cancellationToken).ConfigureAwait(false);
            result.Read(video);
            return _folder is null ? result : await SaveAsync(video, name: null, result, cancellationToken).ConfigureAwait(false);
        }
        catch (GenerationTimeoutException unfinished)
        {
            if (job.Latest is { } latest)
                result.Read(latest);
            return result.Then(
                $"The job is paid for and goes on ({unfinished.LastStatus?.Value ?? "not read yet"}). Call wait with its id, later or at "
                    + "once; do not submit it again.");
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return result.Failed(failed);
        }
    }

    private async Task<JsonObject> GetAsync(JsonObject arguments, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        if (ArgumentSchema.FindJobId(arguments) is not { } id)
            return new JsonObject { ["jobs"] = new JsonArray([.. gate.Jobs.Select(JobResult.Accepted)]) };

        return Known(id).Read(await client.GetAsync(id, cancellationToken).ConfigureAwait(false));
    }

    private Task<JsonObject> WaitAsync(JsonObject arguments, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        var id = ArgumentSchema.JobIdOf(arguments);
        var asked = ArgumentSchema.SecondsOf(arguments, ArgumentSchema.Timeout) ?? options.WaitTimeout;
        var timeout = asked < options.WaitTimeout ? asked : options.WaitTimeout;
        return FinishAsync(client.GetJob(id), Known(id), timeout, call, cancellationToken);
    }

    private async Task<JsonObject> CancelAsync(JsonObject arguments, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        var id = ArgumentSchema.JobIdOf(arguments);
        await client.CancelAsync(id, cancellationToken).ConfigureAwait(false);
        return Known(id).Read(await client.GetAsync(id, cancellationToken).ConfigureAwait(false));
    }

    private async Task<JsonObject> DownloadAsync(JsonObject arguments, SeedanceCallContext call, CancellationToken cancellationToken)
    {
        var id = ArgumentSchema.JobIdOf(arguments);
        var name = ArgumentSchema.TextOf(arguments, ArgumentSchema.FileName);
        var video = await client.GetAsync(id, cancellationToken).ConfigureAwait(false);
        return await SaveAsync(video, name, Known(id).Read(video), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Saves a video. When that fails, the result has the link to it all the same.</summary>
    private async Task<JsonObject> SaveAsync(VideoGeneration video, string? name, JsonObject result, CancellationToken cancellationToken)
    {
        try
        {
            var id = JobState.Of(video).Id;
            var path = _folder!.PathOf(id, name);
            if (VideoFolder.IsSaved(id, name, path))
                return result.Saved(path, new FileInfo(path).Length);

            _folder.EnsureFree(path);
            return result.Saved(path, await client.DownloadAsync(video, path, options: null, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            return result.Failed(failed);
        }
    }

    /// <summary>What is known of a job before it is read: its price, when it was submitted here.</summary>
    private JsonObject Known(string id) => gate.Jobs.FirstOrDefault(job => job.Id == id) is { } own
        ? JobResult.Accepted(own)
        : new JsonObject { [ArgumentSchema.JobId] = id };
}
