namespace SeedanceGen;

/// <summary>What became of an abandoned job, in words.</summary>
internal static class UnfinishedJobText
{
    public static string Describe(UnfinishedJobOutcome outcome) => outcome switch
    {
        UnfinishedJobOutcome.LeftRunning => "It goes on: wait again by its id, or cancel it.",
        UnfinishedJobOutcome.Canceled => "It was cancelled.",
        _ => "Cancelling it was not confirmed, so it may be running or finished: read it by its id.",
    };
}
