using System.CommandLine;
using System.CommandLine.Parsing;

namespace SeedanceGen.Cli.Options;

/// <summary>An option that takes addresses, one with each use. Which are accepted is for the rules of the API description to say.</summary>
internal sealed class AddressesOption : Option<IReadOnlyList<Uri>>
{
    public AddressesOption(string name)
        : base(name)
    {
        HelpName = "URL";
        Arity = ArgumentArity.OneOrMore;
        CustomParser = Parse;
    }

    private List<Uri> Parse(ArgumentResult result)
    {
        var addresses = new List<Uri>(result.Tokens.Count);
        foreach (var token in result.Tokens)
        {
            if (Uri.TryCreate(token.Value, UriKind.RelativeOrAbsolute, out var address))
                addresses.Add(address);
            else
                result.AddError($"{Name} takes a URL, and '{token.Value}' is none.");
        }

        return addresses;
    }
}
