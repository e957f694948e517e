using System.Globalization;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>Reads the expectations of a test and checks them against the mock; the first one that fails throws.</summary>
internal static class ControlExpectation
{
    /// <exception cref="SeedanceMockException">An expectation does not hold.</exception>
    public static void Check(ControlInput input, SeedanceMock mock)
    {
        var operation = input.OneOf("operation", ControlNames.Operations);
        var job = input.Text("job");
        var (count, atLeast, atMost) = (input.Count("count", 0), input.Count("atLeast", 0), input.Count("atMost", 0));
        var order = input.ListOf("order", ControlNames.Operations);
        var spacing = input.Seconds("spacedBySeconds");
        var (honours, stops, leaks) = (input.Flag("honoursRetryAfter"), input.Flag("stopsAtTerminal"), input.Flag("noKeyLeak"));
        var charged = input.Count("charged", 0);
        input.End();
        if (job is not null && !mock.Engine.Jobs.TryFind(job, out _))
            throw input.Invalid("job", "the id of a job of this mock");
        var hasValue = (count, atLeast, atMost, order, spacing, charged) is not (null, null, null, null, null, null);
        if (!hasValue && honours != true && stops != true && leaks != true)
        {
            throw new InvalidControlRequestException(
                "the whole body: expected at least one expectation (count, atLeast, atMost, order, spacedBySeconds, honoursRetryAfter, "
                + "stopsAtTerminal, noKeyLeak, charged), actual none");
        }

        if (atLeast > atMost)
            throw input.Invalid("atMost", string.Create(CultureInfo.InvariantCulture, $"a whole number, {atLeast} (atLeast) or more"));

        var entries = job is null ? mock.Journal.Entries : mock.Journal.ForJob(job);
        entries = operation is null ? entries : entries.Of(operation);
        if (count is { } exactly)
            entries.ShouldHaveCount(exactly);
        if (atLeast is not null || atMost is not null)
            entries.ShouldHaveCount(atLeast ?? 0, atMost ?? int.MaxValue);
        if (order is not null)
            entries.ShouldBeInOrder([.. order]);
        if (spacing is { } apart)
            entries.ShouldBeSpacedBy(apart);
        if (honours == true)
            entries.ShouldHonourRetryAfter();
        if (stops == true)
            entries.ShouldStopAtTerminal();
        if (leaks == true)
            mock.Keys.ShouldNotHaveLeaked();
        if (charged is { } credits)
            ShouldHaveCharged(mock.Ledger, job, credits);
    }

    private static void ShouldHaveCharged(CreditLedger ledger, string? job, int credits)
    {
        if (job is null)
            ledger.ShouldHaveCharged(credits);
        else
            ledger.ShouldHaveChargedFor(job, credits);
    }
}
