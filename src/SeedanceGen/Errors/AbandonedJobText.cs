namespace SeedanceGen;

/// <summary>What became of an abandoned job, in words.</summary>
internal static class AbandonedJobText
{
    public static string Describe(AbandonedJobOutcome outcome) => outcome switch
    {
        AbandonedJobOutcome.LeftRunning => "It goes on: wait again by its id, or cancel it.",
        AbandonedJobOutcome.Cancelled => "It was cancelled.",
        _ => "Cancelling it was not confirmed, so it may be running or finished: read it by its id.",
    };
}
