using System.Globalization;
using System.Text;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing;

/// <summary>What came of a test, for people.</summary>
public abstract partial class SeedanceMock
{
    /// <summary>Requests, jobs, credits, violations and how to repeat the chaos, each on a line of its own; never the key.</summary>
    public string Report() => ReportOf(State);

    internal static string ReportOf(MockServerState state)
    {
        var entries = state.Journal.Entries;
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"Seedance mock at {state.BaseAddress}: {entries.Count} requests, {state.Jobs.All.Count} jobs, {state.Ledger.TotalCharged} credits");
        foreach (var entry in entries)
            report.AppendLine(CultureInfo.InvariantCulture, $"  {entry}");
        foreach (var violation in state.Violations.All)
            report.AppendLine(CultureInfo.InvariantCulture, $"  {violation}");
        if (state.Faults.ChaosDescription is { } chaos)
            report.AppendLine(CultureInfo.InvariantCulture, $"  {chaos}");
        return report.ToString();
    }
}
