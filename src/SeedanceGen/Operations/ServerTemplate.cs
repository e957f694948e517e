namespace SeedanceGen;

/// <summary>The address of a documented server that has variables.</summary>
/// <param name="Address">The address with the variables in braces.</param>
/// <param name="Variables">The variables, each an option of the client.</param>
internal sealed record ServerTemplate(string Address, IReadOnlyList<ServerVariable> Variables)
{
    /// <summary>The address with a value for each variable; those without one take their default.</summary>
    public string With(IReadOnlyDictionary<string, string> values)
    {
        var address = Address;
        foreach (var variable in Variables)
        {
            var value = values.GetValueOrDefault(variable.Name, variable.Default);
            address = address.Replace($"{{{variable.Name}}}", value, StringComparison.Ordinal);
        }

        return address;
    }
}

/// <summary>A variable of a server's address.</summary>
/// <param name="Name">Its name in the API description.</param>
/// <param name="Option">The option of the client that sets it.</param>
/// <param name="Default">The value without the option.</param>
/// <param name="Values">The values that are documented, separated by <c>|</c>; empty when any is possible.</param>
internal sealed record ServerVariable(string Name, string Option, string Default, string Values)
{
    public IReadOnlyList<string> Accepted { get; } = Values.Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a value is documented. Without a list, a value must not end the host's name: the key would go elsewhere.</summary>
    public bool Accepts(string value) => Accepted.Count > 0
        ? Accepted.Contains(value)
        : value.Length > 0 && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
