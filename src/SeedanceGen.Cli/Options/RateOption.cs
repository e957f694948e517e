using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SeedanceGen.Cli.Options;

/// <summary>An option that takes a part of a whole, from 0 to 1.</summary>
internal sealed class RateOption : Option<double?>
{
    public RateOption(string name)
        : base(name)
    {
        HelpName = "RATE";
        CustomParser = Parse;
    }

    private double? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= 1)
            return rate;

        result.AddError($"{Name} takes a rate from 0 to 1, such as 0.2, and '{text}' is none.");
        return null;
    }
}
