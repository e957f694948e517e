using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SeedanceGen.Cli.Options;

/// <summary>An option that takes a time in seconds, with a fraction when wanted.</summary>
internal sealed class PauseOption : Option<TimeSpan?>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public PauseOption(string name, string description)
        : base(name)
    {
        HelpName = "SECONDS";
        Description = description;
        CustomParser = Parse;
    }

    private TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds > 0 && seconds <= Longest.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        result.AddError($"{Name} takes a time in seconds, such as 0.5 or 90, of up to a day; '{text}' is none.");
        return null;
    }
}
