using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Cli.Hosting;

namespace SeedanceGen.Cli.Output;

/// <summary>What the tool says: results to standard output, all else to standard error.</summary>
internal sealed class ToolOutput(ToolHost host, bool json, bool verbose)
{
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    /// <summary>Whether the result is one JSON object, so that lines for people go to standard error.</summary>
    public bool IsJson => json;

    /// <summary>A line of the result.</summary>
    public void Result(string line) => (json ? host.Error : host.Output).WriteLine(OneLine.Of(line));

    /// <summary>The result as an object, for programs.</summary>
    public void Result<T>(T value, JsonTypeInfo<T> type)
    {
        if (json)
            host.Output.WriteLine(JsonSerializer.Serialize(value, type));
    }

    /// <summary>Something to know that is not the result.</summary>
    public void Note(string line) => host.Error.WriteLine(OneLine.Of(line));

    /// <summary>Something that went wrong.</summary>
    public void Problem(string line)
    {
        host.Error.Write(host.Terminal.Colors ? $"{Red}error:{Plain} " : "error: ");
        host.Error.WriteLine(OneLine.Of(line));
    }

    /// <summary>The long story, for <c>--verbose</c>; never with the key in it.</summary>
    public void Detail(string text)
    {
        if (!verbose)
            return;

        var key = host.Variable(SeedanceClientOptions.ApiKeyVariable);
        host.Error.WriteLine(string.IsNullOrWhiteSpace(key) ? text : text.Replace(key, "***", StringComparison.Ordinal));
    }
}
