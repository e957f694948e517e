using SeedanceGen.Generator.Yaml;

namespace SeedanceGen.Generator.Normal;

/// <summary>
/// Gives each server one address: its variables take their defaults. Further servers, and the values that a variable lists, are named.
/// </summary>
internal static class ServerNames
{
    /// <summary>The names of the further addresses, in their order.</summary>
    public const string Names = "x-sdk-servers";

    /// <summary>The variables of a server, which its address no longer has.</summary>
    public const string Variables = "x-sdk-variables";

    /// <summary>The address of a server with its variables in braces.</summary>
    public const string Template = "x-sdk-template";

    /// <summary>The address of each name.</summary>
    public const string Addresses = "x-sdk-server-addresses";

    /// <summary>What is said about each name.</summary>
    public const string Descriptions = "x-sdk-server-descriptions";

    public static SpecMap Complete(SpecMap root)
    {
        if (root["servers"] is not SpecList { Items.Count: > 0 } servers)
            return root;
        var named = new List<(string Name, string Address, string Description)>();
        var plain = new List<SpecNode>();
        var main = string.Empty;
        foreach (var server in servers.Items.OfType<SpecMap>())
        {
            var address = AddressOf(server, null, null);
            var description = server.TextOf("description") ?? string.Empty;
            if (plain.Count == 0)
                main = address;
            else
                Add(NameOf(address, main), address, description);
            plain.Add(Kept(server).With("url", SpecEdits.Text(address, (server["url"] ?? server).Span)));
            foreach (var variable in (server["variables"] as SpecMap)?.Entries ?? [])
            {
                foreach (var value in ((variable.Value as SpecMap)?["enum"] as SpecList)?.Items.OfType<SpecScalar>() ?? [])
                    Add(EnumerationNames.Of(value.Text), AddressOf(server, variable.Key.Text, value.Text), description);
            }
        }

        root = root.With("servers", new SpecList(plain, servers.Span));
        if (named.Count == 0)
            return root;
        return root.With(Names, SpecEdits.Texts(named.Select(server => server.Name), servers.Span))
            .With(Addresses, Table(server => server.Address))
            .With(Descriptions, Table(server => server.Description));

        void Add(string name, string address, string description)
        {
            var free = name;
            for (var number = 2; named.Exists(server => server.Name == free); number++)
                free = name + number;
            named.Add((free, address, description));
        }

        SpecMap Table(Func<(string Name, string Address, string Description), string> value) =>
            new([.. named.Select(server => SpecEdits.Entry(server.Name, SpecEdits.Text(value(server), servers.Span)))], servers.Span);
    }

    /// <summary>The server with its variables, for the options that set them, under names that NSwag does not read.</summary>
    private static SpecMap Kept(SpecMap server) => server["variables"] is not { } variables
        ? server
        : server.Without("variables").With(Variables, variables)
            .With(Template, server["url"] ?? SpecEdits.Text(string.Empty, server.Span));

    private static string AddressOf(SpecMap server, string? variable, string? value)
    {
        var address = server.TextOf("url") ?? string.Empty;
        foreach (var entry in (server["variables"] as SpecMap)?.Entries ?? [])
        {
            var text = entry.Key.Text == variable ? value : (entry.Value as SpecMap)?.TextOf("default");
            address = address.Replace("{" + entry.Key.Text + "}", text ?? string.Empty);
        }

        return address;
    }

    /// <summary>The words of an address that the main one does not have: <c>https://eu.example.com</c> is <c>Eu</c>.</summary>
    private static string NameOf(string address, string main)
    {
        var known = new HashSet<string>(WordsOf(main), StringComparer.OrdinalIgnoreCase);
        var words = WordsOf(address).Where(word => !known.Contains(word)).Select(OperationNames.Of).ToList();
        var name = string.Concat(words);
        return name.Length == 0 || char.IsDigit(name[0]) ? "Server" + name : name;
    }

    private static string[] WordsOf(string address) =>
        address.Split([':', '/', '.', '-', '_', '?', '&', '='], StringSplitOptions.RemoveEmptyEntries);
}
