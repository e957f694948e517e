using System.CommandLine;
using System.CommandLine.Parsing;
using SeedanceGen.Json;

namespace SeedanceGen.Cli.Options;

/// <summary>An option that takes one of the values that the API description knows; they are in its help and in its refusal.</summary>
/// <typeparam name="T">The open enumeration.</typeparam>
internal sealed class KnownValueOption<T> : Option<T?>
    where T : struct, IOpenEnumeration<T>
{
    public KnownValueOption(string name, string helpName, string description)
        : base(name)
    {
        HelpName = helpName;
        Description = $"{description}: {Accepted}";
        CustomParser = Parse;
        CompletionSources.Add([.. T.KnownValues.Select(known => known.Value)]);
    }

    private static string Accepted => string.Join(", ", T.KnownValues.Select(known => known.Value));

    private T? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        foreach (var known in T.KnownValues)
        {
            if (string.Equals(known.Value, text, StringComparison.Ordinal))
                return known;
        }

        result.AddError($"{Name} does not accept '{text}'. It accepts: {Accepted}.");
        return null;
    }
}
