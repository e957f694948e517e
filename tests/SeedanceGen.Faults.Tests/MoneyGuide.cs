using System.Text.RegularExpressions;

namespace SeedanceGen.Faults.Tests;

/// <summary>The tables of the guide "Retries and money", as its readers see them.</summary>
internal static partial class MoneyGuide
{
    public const string Invalid = "the request breaks a rule";
    public const string Accepted = "the service accepted it, whatever the status of the response is";
    public const string UnusableId = "the service accepted it by an id that no address can hold";
    public const string Refused = "the service refused it (4xx, or the error envelope without a job)";
    public const string NotReached = "the client did not reach the service";
    public const string Unknown = "anything else";
    public const string Canceled = "the caller cancelled it before anything was sent";
    public const string CanceledOnItsWay = "the caller cancelled it on its way";

    /// <summary>Downloads cost nothing, so the guide has no row for them.</summary>
    public const string Download = "a download";

    private static readonly string[] Lines = File.ReadAllLines(Repository.PathOf("src", "docs", "money.md"));

    /// <summary>What happened to a submission, the exceptions, and whether it is charged.</summary>
    public static IReadOnlyDictionary<string, (string[] Exceptions, string Charged)> Submissions { get; } =
        RowsOf("| what happened to a submission |").ToDictionary(row => row[0], row => (CodeIn(row[1]), row[2]), StringComparer.Ordinal);

    /// <summary>The exceptions of a wait that leave the job charged and under way, and the exit codes of the tool.</summary>
    public static IReadOnlyList<(string[] Exceptions, string ExitCode)> WaitsThatGoOn { get; } =
        [.. RowsOf("| what happened to the wait").Where(row => row[3].Contains("goes on")).Select(row => (CodeIn(row[1]), row[2]))];

    private static IEnumerable<string[]> RowsOf(string head) => Lines
        .SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal)).Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static string[] CodeIn(string cell) => [.. Code().Matches(cell).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Code();
}
