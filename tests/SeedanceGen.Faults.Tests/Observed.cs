using System.Text.Json;

namespace SeedanceGen.Faults.Tests;

/// <summary>What one row did: what the caller was told, and what the service counted.</summary>
/// <param name="Says">What the caller was told, in a word.</param>
/// <param name="Text">The value or the exception, printed.</param>
/// <param name="Error">The type of the exception, or the exit code; null when there was none.</param>
/// <param name="Submissions">How many submissions reached the service.</param>
/// <param name="Accepted">How many of them it accepted and charged.</param>
internal sealed record Observed(Says Says, string Text, string? Error, int Submissions, int Accepted)
{
    /// <summary>Runs an operation and puts what it said into a word. Whatever it returns or throws is printed too.</summary>
    public static async Task<Observed> OfAsync<T>(Func<Task<T>> operation, Func<T, Says> of, FaultServer? server = null)
    {
        try
        {
            var value = await operation();
            return new Observed(of(value), Print(value), null, server?.Submissions ?? 0, server?.Accepted ?? 0);
        }
        catch (Exception exception)
        {
            return new Observed(
                Of(exception), exception.ToString(), exception.GetType().Name, server?.Submissions ?? 0, server?.Accepted ?? 0);
        }
    }

    private static Says Of(Exception exception) => exception switch
    {
        UnusableJobIdException => Says.UnusableId,
        SubmissionOutcomeUnknownException => Says.Unknown,
        GenerationTimeoutException or GenerationUnreadableException => Says.GoesOn,
        VideoUnavailableException => Says.Refused,
        SeedanceException => Says.Error,
        OperationCanceledException { InnerException: SubmissionOutcomeUnknownException } => Says.CanceledOnItsWay,
        OperationCanceledException => Says.Canceled,
        _ => Says.Defect,
    };

    private static string Print<T>(T value) => value switch
    {
        GenerationOutcome outcome => $"{outcome} {outcome.Job}",
        GenerationJob job =>
            $"{job} {job.Accepted} {JsonSerializer.Serialize(job.Accepted, SeedanceJsonContext.Default.VideoGenerationAccepted)}",
        VideoGeneration generation => $"{generation} {JsonSerializer.Serialize(generation, SeedanceJsonContext.Default.VideoGeneration)}",
        IEnumerable<JsonElement> list => string.Join(", ", list.Select(element => element.ToString())),
        _ => $"{value}",
    };
}
