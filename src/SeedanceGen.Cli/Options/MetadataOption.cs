using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Options;

/// <summary>An option that takes pairs of name and value, one with each use.</summary>
internal sealed class MetadataOption : Option<IReadOnlyDictionary<string, JsonElement>>
{
    public MetadataOption(string name)
        : base(name)
    {
        HelpName = "KEY=VALUE";
        Arity = ArgumentArity.OneOrMore;
        Description = "Your own note, stored with the job; repeatable";
        CustomParser = Parse;
    }

    private Dictionary<string, JsonElement> Parse(ArgumentResult result)
    {
        var pairs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var token in result.Tokens)
        {
            var separator = token.Value.IndexOf('=', StringComparison.Ordinal);
            if (separator <= 0)
                result.AddError($"{Name} takes KEY=VALUE, such as projectId=proj_1001, and '{token.Value}' is not in that form.");
            else if (!pairs.TryAdd(token.Value[..separator], Text(token.Value[(separator + 1)..])))
                result.AddError($"{Name} names '{token.Value[..separator]}' twice.");
        }

        return pairs;
    }

    private static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value, ToolJson.Default.String);
}
