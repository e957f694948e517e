namespace SeedanceGen.Faults.Tests;

/// <summary>A row of the table: one fault in one operation.</summary>
/// <param name="Fault">What is odd.</param>
/// <param name="Guide">The row of the money guide, as <see cref="MoneyGuide"/> names it.</param>
/// <param name="Operation">The operation that meets it.</param>
/// <param name="Expected">What the caller must be told.</param>
/// <param name="Posts">How many submissions may reach the service.</param>
/// <param name="RunAsync">Runs the row.</param>
internal sealed record FaultRow(
    string Fault, string Guide, string Operation, Says Expected, int Posts, Func<Task<Observed>> RunAsync)
{
    public string Name => $"{Operation}: {Fault}";

    /// <summary>What is wrong with what was observed; null when nothing is.</summary>
    public string? Check(Observed observed)
    {
        // A submission that fails with any other typed error says that it was not charged.
        var isSubmission = Expected is Says.Accepted or Says.UnusableId or Says.Unknown or Says.NotCharged or Says.Canceled;
        var says = isSubmission && observed.Says == Says.Error ? Says.NotCharged : observed.Says;
        return observed.Accepted > 1 ? $"{observed.Accepted} jobs were paid for"
            : observed.Submissions > Posts ? $"{observed.Submissions} submissions were sent, at most {Posts} may be"
            : says is Says.NotCharged or Says.Canceled && observed.Accepted > 0 ? $"a charged job is called not charged: {observed.Text}"
            : says == Says.Accepted && observed.Accepted == 0 ? $"a refused submission is called accepted: {observed.Text}"
            : says != Expected ? $"it says {says}, and must say {Expected}: {observed.Text}"
            : null;
    }
}
