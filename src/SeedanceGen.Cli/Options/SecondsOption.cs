using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SeedanceGen.Cli.Options;

/// <summary>An option that takes whole seconds. How many are accepted is for the rules of the API description to say.</summary>
internal sealed class SecondsOption : Option<int?>
{
    public SecondsOption(string name)
        : base(name)
    {
        HelpName = "SECONDS";
        CustomParser = Parse;
    }

    private int? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds))
            return seconds;

        result.AddError($"{Name} takes whole seconds, such as 5, and '{text}' is not a number of them.");
        return null;
    }
}
