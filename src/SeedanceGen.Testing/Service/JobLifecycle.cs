namespace SeedanceGen.Testing;

/// <summary>
/// How a job comes to its end on the mock server. A lifecycle is a description without state: every job follows it on its own, so jobs
/// never disturb each other. Documented are only the statuses; their pace is the mock's own choice.
/// </summary>
public abstract class JobLifecycle
{
    private JobLifecycle()
    {
    }

    /// <summary>The job is finished as soon as it is accepted: the acceptance says queued, the first read says succeeded.</summary>
    public static JobLifecycle Immediately { get; } = new ImmediateLifecycle();

    /// <summary>
    /// The job waits until the test moves it with <see cref="MockJob.Start"/>, <see cref="MockJob.Succeed"/> or <see cref="MockJob.Fail"/>.
    /// </summary>
    public static JobLifecycle Manually { get; } = new ManualLifecycle();

    /// <summary>The status in which jobs of this lifecycle end instead of succeeding or failing; null for one of these two.</summary>
    internal virtual GenerationStatus? End => null;

    /// <summary>Why jobs of this lifecycle fail; null when they succeed.</summary>
    internal virtual ApiError? Failure => null;

    /// <summary>The same, except that a job which would be finished before it is read is finished by its second read.</summary>
    internal virtual JobLifecycle Unhurried => this;

    /// <summary>The first reads see an unfinished job, the next one sees it succeeded.</summary>
    /// <param name="polls">
    /// How many reads see an unfinished job: the first half of them (rounded down) queued, the others processing. With 2: queued,
    /// processing, succeeded. With 0 the first read sees the job succeeded.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="polls"/> is negative.</exception>
    public static JobLifecycle AfterPolls(int polls)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(polls);
        return new PolledLifecycle(polls);
    }

    /// <summary>The job succeeds when this time has passed on the server's <see cref="TimeProvider"/>, read or not.</summary>
    /// <param name="duration">The time from acceptance to the end: the first half of it queued, the second processing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="duration"/> is negative.</exception>
    public static JobLifecycle After(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return new TimedLifecycle(duration);
    }

    /// <summary>
    /// The same pace, but the job ends as failed. The shape of a job's error is not documented: the mock uses that of the error envelope.
    /// </summary>
    /// <param name="code">The error's code.</param>
    /// <param name="message">The error's text for people.</param>
    /// <exception cref="ArgumentException"><paramref name="code"/> is empty.</exception>
    public JobLifecycle EndingInFailure(string code, string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        return new FailingLifecycle(this, new ApiError { Code = code, Message = message });
    }

    /// <summary>
    /// The same pace, but the job ends in another status: in any that ends jobs by the API description, such as one that a later version of
    /// it adds (<c>new GenerationStatus("expired")</c>). When the description has no such end, the response to the submission is 500 with
    /// <see cref="MockErrorCodes.OptionFailed"/>.
    /// </summary>
    /// <param name="status">The status.</param>
    /// <exception cref="ArgumentException"><paramref name="status"/> is empty.</exception>
    public JobLifecycle EndingIn(GenerationStatus status)
    {
        ArgumentException.ThrowIfNullOrEmpty(status.Value, nameof(status));
        return new EndingLifecycle(this, status);
    }

    /// <summary>The status of a job that the test has not moved by hand.</summary>
    /// <param name="polls">How many reads there were, the current one included.</param>
    /// <param name="elapsed">The time since the job was accepted.</param>
    internal abstract GenerationStatus StatusAt(int polls, TimeSpan elapsed);

    /// <summary>When, counted from acceptance, time alone moves a job on from its current status; null for never.</summary>
    internal virtual TimeSpan? NextDue(GenerationStatus current) => null;

    private sealed class ImmediateLifecycle : JobLifecycle
    {
        internal override JobLifecycle Unhurried => AfterPolls(1);

        public override string ToString() => "immediately";

        internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed) => GenerationStatus.Succeeded;
    }

    private sealed class ManualLifecycle : JobLifecycle
    {
        public override string ToString() => "manually";

        internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed) => GenerationStatus.Queued;
    }

    private sealed class PolledLifecycle(int unfinishedPolls) : JobLifecycle
    {
        internal override JobLifecycle Unhurried => unfinishedPolls > 0 ? this : AfterPolls(1);

        public override string ToString() => $"after {unfinishedPolls} polls";

        internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed)
        {
            if (polls > unfinishedPolls)
                return GenerationStatus.Succeeded;

            return polls > unfinishedPolls / 2 ? GenerationStatus.Processing : GenerationStatus.Queued;
        }
    }

    private sealed class TimedLifecycle(TimeSpan duration) : JobLifecycle
    {
        private readonly TimeSpan _start = duration / 2;

        public override string ToString() => $"after {duration}";

        internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed)
        {
            if (elapsed >= duration)
                return GenerationStatus.Succeeded;

            return elapsed >= _start ? GenerationStatus.Processing : GenerationStatus.Queued;
        }

        internal override TimeSpan? NextDue(GenerationStatus current) => current == GenerationStatus.Queued ? _start : duration;
    }

    private sealed class EndingLifecycle(JobLifecycle pace, GenerationStatus end) : JobLifecycle
    {
        internal override GenerationStatus? End => end;

        internal override JobLifecycle Unhurried => new EndingLifecycle(pace.Unhurried, end);

        public override string ToString() => $"{pace}, ending in {end}";

        internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed)
        {
            var status = pace.StatusAt(polls, elapsed);
            return status.IsTerminal ? end : status;
        }

        internal override TimeSpan? NextDue(GenerationStatus current) => pace.NextDue(current);
    }

    private sealed class FailingLifecycle(JobLifecycle pace, ApiError failure) : JobLifecycle
    {
        internal override ApiError? Failure => failure;

        internal override JobLifecycle Unhurried => new FailingLifecycle(pace.Unhurried, failure);

        public override string ToString() => $"{pace}, ending in failure '{failure.Code}'";

        internal override GenerationStatus StatusAt(int polls, TimeSpan elapsed)
        {
            var status = pace.StatusAt(polls, elapsed);
            return status.IsTerminal ? GenerationStatus.Failed : status;
        }

        internal override TimeSpan? NextDue(GenerationStatus current) => pace.NextDue(current);
    }
}
