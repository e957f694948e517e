using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SeedanceGen.Cli.Options;

/// <summary>An option that takes a whole number within bounds of the tool's own.</summary>
internal sealed class CountOption : Option<int?>
{
    private readonly int _least;
    private readonly int _most;

    public CountOption(string name, string helpName, int least, int most)
        : base(name)
    {
        HelpName = helpName;
        (_least, _most) = (least, most);
        CustomParser = Parse;
    }

    private int? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= _least && count <= _most)
            return count;

        var upTo = _most == int.MaxValue ? "or more" : string.Create(CultureInfo.InvariantCulture, $"to {_most}");
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{Name} takes a whole number, {_least} {upTo}, and '{text}' is none."));
        return null;
    }
}
