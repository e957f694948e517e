using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <summary>What moves a job: reads, cancels, time and the test.</summary>
public sealed partial class MockJob
{
    /// <summary>Moves a queued job to processing.</summary>
    /// <exception cref="InvalidOperationException">The job is not queued.</exception>
    public void Start() => MoveByHand(GenerationStatus.Processing, failure: null);

    /// <summary>Ends the job as succeeded: its video can be downloaded and its webhook is called.</summary>
    /// <exception cref="InvalidOperationException">The job has already ended.</exception>
    public void Succeed() => MoveByHand(GenerationStatus.Succeeded, failure: null);

    /// <summary>Ends the job as failed and calls its webhook. The shape of a job's error is not documented: the mock uses that of the error envelope.</summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">The error's text for people.</param>
    /// <exception cref="InvalidOperationException">The job has already ended.</exception>
    public void Fail(string code, string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        MoveByHand(GenerationStatus.Failed, new ApiError { Code = code, Message = message });
    }

    /// <summary>Starts the job's clock; called once, when the job is known to the server.</summary>
    internal JobStep Begin()
    {
        lock (_gate)
            return FollowLifecycle();
    }

    /// <summary>One read through the API.</summary>
    internal JobStep Poll()
    {
        lock (_gate)
        {
            _polls++;
            return FollowLifecycle();
        }
    }

    /// <summary>One cancel through the API: it has won when the job has just finished as cancelled.</summary>
    internal JobStep Cancel()
    {
        lock (_gate)
        {
            var step = FollowLifecycle();
            return step.Status.IsTerminal ? step : MoveTo(GenerationStatus.Cancelled);
        }
    }

    private void MoveByHand(GenerationStatus target, ApiError? failure)
    {
        JobStep step;
        lock (_gate)
        {
            if (Current.IsTerminal || Current == target)
                throw new InvalidOperationException($"Job '{RequestId}' is {Current} and cannot become {target}.");

            step = MoveTo(target, failure);
        }

        if (step.JustFinished)
            _finishedByItself(this);
    }

    private JobStep FollowLifecycle()
    {
        if (Current.IsTerminal)
            return new JobStep(Current, JustFinished: false);

        var step = MoveTo(_lifecycle.StatusAt(_polls, _time.GetElapsedTime(_accepted)), _lifecycle.Failure);
        ScheduleNextStep();
        return step;
    }

    // A job goes forward only: to a status behind the current one it does not move at all.
    private JobStep MoveTo(GenerationStatus target, ApiError? failure = null)
    {
        if (target == Current || target == GenerationStatus.Queued)
            return new JobStep(Current, JustFinished: false);

        var now = _time.GetUtcNow();
        if (Current == GenerationStatus.Queued && (target == GenerationStatus.Succeeded || target == GenerationStatus.Failed))
            _startedAt = now;

        _failure = target == GenerationStatus.Failed ? failure : null;
        Current = target;
        if (!target.IsTerminal)
        {
            _startedAt = now;
            return new JobStep(target, JustFinished: false);
        }

        _endedAt = now;
        StopClock();
        return new JobStep(target, JustFinished: true);
    }

    private IEnumerable<JobTransition> Course()
    {
        yield return new JobTransition(GenerationStatus.Queued, AcceptedAt);
        if (_startedAt is { } started)
            yield return new JobTransition(GenerationStatus.Processing, started);
        if (_endedAt is { } ended)
            yield return new JobTransition(Current, ended);
    }
}
