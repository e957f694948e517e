using System.Text.Json;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Output;

/// <summary>What the tool says: results to standard output, all else to standard error.</summary>
internal sealed class ToolOutput(ToolHost host, bool json, bool verbose)
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    private readonly List<string> _secrets = [];

    /// <summary>Whether the result is for a program.</summary>
    public bool IsJson => json;

    /// <summary>Whether a result was lost because standard output does not take it, such as on a full disk.</summary>
    public bool LostResult { get; private set; }

    /// <summary>A line of the result.</summary>
    public void Result(string line)
    {
        if (json)
            Note(line);
        else
            WriteResult(OneLine.Of(line));
    }

    /// <summary>Lines of the result that are laid out for people; programs get them as an object.</summary>
    public void Text(string lines)
    {
        if (json)
            return;

        foreach (var line in lines.TrimEnd().Split('\n'))
            WriteResult(OneLine.Of(line.TrimEnd()));
    }

    /// <summary>The result as an object, for programs.</summary>
    public void Object(Report report)
    {
        if (json)
            WriteResult(JsonSerializer.Serialize(report, ToolJson.Readable.GetTypeInfo(report.GetType())!));
    }

    /// <summary>A secret that is never shown, whatever holds it.</summary>
    public void Hide(string? secret)
    {
        if (!string.IsNullOrWhiteSpace(secret))
            _secrets.Add(secret);
    }

    /// <summary>Something to know that is not the result.</summary>
    public void Note(string line) => TryWrite(host.Error, OneLine.Of(line));

    /// <summary>Something that went wrong.</summary>
    public void Problem(string line) =>
        TryWrite(host.Error, (host.Terminal.Colors ? $"{Red}error:{Plain} " : "error: ") + OneLine.Of(line));

    /// <summary>The long story, for <c>--verbose</c>; never with the key in it.</summary>
    /// <param name="tell">Called only when it is wanted: a stack's trace takes as long to make as the rest of a refused command.</param>
    public void Detail(Func<string> tell)
    {
        if (!verbose)
            return;

        TryWrite(host.Error, _secrets.Aggregate(tell(), (shown, secret) => shown.Replace(secret, "***", StringComparison.Ordinal)));
    }

    /// <summary>A result has the id of a job that is paid for: where standard output fails, standard error takes it.</summary>
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
