using System.CommandLine;
using System.CommandLine.Parsing;

namespace SeedanceGen.Cli.Options;

/// <summary>An option that takes one address. Which are accepted is for the rules of the API description to say.</summary>
internal sealed class AddressOption : Option<Uri?>
{
    public AddressOption(string name)
        : base(name)
    {
        HelpName = "URL";
        CustomParser = Parse;
    }

    private Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address))
            result.AddError($"{Name} takes a URL, and '{text}' is none.");
        return address;
    }
}
