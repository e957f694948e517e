using SeedanceGen.Cli.Commands;

namespace SeedanceGen.Cli.Jobs;

/// <summary>
/// How long a submission is waited for: Ctrl+C does not break it off at once, because without its answer nobody knows the job's id, or
/// whether there is one.
/// </summary>
internal sealed class AnswerPatience : IDisposable
{
    private static readonly TimeSpan AfterCtrlC = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _givenUp;
    private readonly CancellationTokenRegistration _registration;

    public AnswerPatience(CommandContext context)
    {
        _givenUp = new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Host.TimeProvider);
        _registration = context.Host.Interrupts.Pressed.Register(() =>
        {
            if (Pending > 0)
                context.Output.Note("Interrupted: waiting a moment for the answer to the submission, to know the job's id.");
            _givenUp.CancelAfter(AfterCtrlC);
        });
    }

    private int _pending;

    /// <summary>How many answers are waited for.</summary>
    private int Pending => Volatile.Read(ref _pending);

    public async Task<GenerationJob> SubmitAsync(ISeedanceClient client, VideoGenerationRequest request)
    {
        Interlocked.Increment(ref _pending);
        try
        {
            return await client.SubmitAsync(request, _givenUp.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        _givenUp.Dispose();
    }
}
