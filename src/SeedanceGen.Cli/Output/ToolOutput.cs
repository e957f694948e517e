using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli.Output;

/// <summary>What the tool says: results to standard output, all else to standard error.</summary>
internal sealed class ToolOutput(ToolHost host, bool json, bool verbose)
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

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

    /// <summary>The result as an object, for programs.</summary>
    public void Result<T>(T value, JsonTypeInfo<T> type)
    {
        if (json)
            WriteResult(JsonSerializer.Serialize(value, type));
    }

    /// <summary>Something to know that is not the result.</summary>
    public void Note(string line) => TryWrite(host.Error, OneLine.Of(line));

    /// <summary>Something that went wrong.</summary>
    public void Problem(string line) =>
        TryWrite(host.Error, (host.Terminal.Colors ? $"{Red}error:{Plain} " : "error: ") + OneLine.Of(line));

    /// <summary>The long story, for <c>--verbose</c>; never with the key in it.</summary>
    public void Detail(string text)
    {
        if (!verbose)
            return;

        var key = host.Variable(SeedanceClientOptions.ApiKeyVariable);
        TryWrite(host.Error, string.IsNullOrWhiteSpace(key) ? text : text.Replace(key, "***", StringComparison.Ordinal));
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
