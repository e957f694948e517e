using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Texts;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>Writes results to standard output and everything else to standard error.</summary>
internal sealed class ToolOutput(ToolHost host, bool json, bool verbose, bool quiet = false)
{
    private const string Red = "\e[31m";
    private const string Reset = "\e[0m";

    private readonly List<string> _secrets = [];

    /// <summary>Whether standard output rejected a result, for example on a full disk.</summary>
    public bool LostResult { get; private set; }

    /// <summary>Whether standard output has one object, for programs.</summary>
    public bool IsJson => json;

    /// <summary>
    /// Whether standard output has the bytes of a file. All text goes to standard error then, so that nothing else is among them.
    /// </summary>
    public bool IsBinary { get; set; }

    /// <summary>Writes one line of the result; with <c>--json</c> it goes to standard error.</summary>
    public void Result(string line)
    {
        if (json || IsBinary)
            Note(line);
        else
            WriteResult(Format.OneLine(line));
    }

    /// <summary>
    /// Writes the id and the price of a job that is paid for. No option leaves this line out: the process may end before its next one.
    /// </summary>
    public void Accepted(string line) => WriteBesideData(line);

    /// <summary>Writes a result of several lines for people; programs get the object instead.</summary>
    public void Text(string lines)
    {
        if (json)
            return;

        foreach (var line in lines.TrimEnd().Split('\n'))
            WriteBesideData(line.TrimEnd());
    }

    /// <summary>Writes the result as an object, for programs.</summary>
    public void Object(Report report)
    {
        if (json)
            WriteResult(JsonSerializer.Serialize(report, report.JsonType));
    }

    /// <summary>Masks a secret in every later line of details.</summary>
    public void Hide(string? secret)
    {
        if (!string.IsNullOrWhiteSpace(secret))
            _secrets.Add(secret);
    }

    /// <summary>Writes a line about the progress; <c>--quiet</c> leaves it out.</summary>
    public void Note(string line)
    {
        if (!quiet)
            Say(line);
    }

    /// <summary>Writes a line that is not part of the result and that <c>--quiet</c> does not leave out.</summary>
    public void Say(string line) => TryWrite(host.Error, Format.OneLine(line));

    /// <summary>Writes a warning.</summary>
    public void Warn(string text) => Say($"warning: {text}");

    /// <summary>Writes a line about a problem. It may quote an argument, a file or the service, so secrets are masked.</summary>
    public void Problem(string line) =>
        TryWrite(host.Error, (host.Terminal.Colors ? $"{Red}error:{Reset} " : "error: ") + Format.OneLine(OutsideText.Masked(line)));

    /// <summary>Writes the details of a problem with <c>--verbose</c>, with the secrets masked.</summary>
    /// <param name="describe">Called only with <c>--verbose</c>: a stack trace costs as much as the rest of a failed command.</param>
    public void Details(Func<string> describe)
    {
        if (!verbose)
            return;

        var details = _secrets.Aggregate(describe(), (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal));
        foreach (var line in details.TrimEnd().Split('\n'))
            Say(line.TrimEnd());
    }

    /// <summary>Writes a line of the result; to standard error where standard output has an object or a file.</summary>
    private void WriteBesideData(string line)
    {
        if (json || IsBinary)
            Say(line);
        else
            WriteResult(Format.OneLine(line));
    }

    /// <summary>A result has the id of a job that is paid for: when standard output fails, it goes to standard error.</summary>
    private void WriteResult(string line)
    {
        if (TryWrite(host.Output, line))
            return;

        LostResult = true;
        TryWrite(host.Error, line);
    }

    private static bool TryWrite(TextWriter writer, string line)
    {
        try
        {
            writer.WriteLine(line);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

/// <summary>
/// The JSON object of <c>--json</c>: what is known when a command ends, even when it fails. A field whose value is not known is left out.
/// </summary>
internal abstract class Report
{
    /// <summary>Comes last in the object, after the fields of the command.</summary>
    [JsonPropertyOrder(1)]
    [Description("Only when the command did not succeed: `kind`, a word that goes with the exit code, and `message`")]
    public ReportedError? Error { get; set; }

    /// <summary>How the report is serialized.</summary>
    internal abstract JsonTypeInfo JsonType { get; }

    /// <summary>Whether the command writes its objects while it runs, so that only an error is left for its end.</summary>
    internal virtual bool IsStreamed => false;

    /// <summary>Copies what the service reports of a job; does nothing in reports that are not about a job.</summary>
    public virtual void Read(VideoGeneration generation)
    {
    }
}

/// <summary>Why a command did not succeed.</summary>
/// <param name="Kind">The kind of problem in one word; it goes with the exit code.</param>
/// <param name="Message">What went wrong and what to do next.</param>
internal sealed record ReportedError(string Kind, string Message);

/// <summary>The report of a command line that has errors or names no command: it has the error only.</summary>
internal sealed class FailureReport : Report
{
    internal override JsonTypeInfo JsonType => ToolJson.Readable.FailureReport;
}
