using System.Globalization;
using System.Text;

namespace SeedanceGen.Feed.Supply;

/// <summary>The licences of all that the packages depend on: a file that is committed, and a rule on what may be in it.</summary>
internal static class LicenceList
{
    /// <summary>Licences that ask for their text to be kept, and for nothing else of users.</summary>
    public static readonly IReadOnlyList<string> Accepted = ["Apache-2.0", "BSD-3-Clause", "MIT"];

    /// <summary>What a person read where an old package gives an address in place of an expression.</summary>
    public static readonly IReadOnlyDictionary<string, string> ReadAt = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["https://raw.githubusercontent.com/xunit/xunit/master/license.txt"] = "Apache-2.0",
    };

    public static string FileIn(House house) => house.PathOf("src", "LICENCES.md");

    public static void Write(House house, TextWriter output)
    {
        File.WriteAllText(FileIn(house), Of(house));
        output.WriteLine("src/LICENCES.md is written.");
    }

    /// <summary>The text of the file.</summary>
    /// <exception cref="FeedException">A licence is none of those that are accepted.</exception>
    public static string Of(House house)
    {
        var users = house.Packages
            .SelectMany(id => ShippedPackages.Of(house, id, house.Version().ToNormalizedString()).Where(package => package.Hash is not null).Select(package => (User: id, Package: package)))
            .GroupBy(pair => (pair.Package.Id, pair.Package.Version)).OrderBy(group => group.Key.Id, StringComparer.Ordinal).ToList();
        if (users.Find(group => !Accepted.Contains(group.First().Package.Licence)) is { } other)
            throw new FeedException(FeedExitCode.StepFailed, $"{other.Key.Id} {other.Key.Version} states {other.First().Package.Licence ?? "no licence expression"}, and only {string.Join(", ", Accepted)} are accepted without a decision. Read it; then accept it in LicenceList (for a licence behind an address, in ReadAt), or do without the package.");

        var text = new StringBuilder();
        text.Append("""
            # Licences

            What the packages of this house depend on, and under which licence, by what those packages state themselves (or what was read at the address that
            an old one states). `SeedanceGen.Cli` holds the assemblies; the others name them as dependencies. The list is generated, and a test compares it:
            `dotnet run --project generator/SeedanceGen.Feed -- licences`.

            | package | version | licence | copyright | comes with |
            |---|---|---|---|---|

            """);
        foreach (var group in users)
        {
            var package = group.First().Package;
            text.Append(CultureInfo.InvariantCulture, $"| {package.Id} | {package.Version} | {package.Licence} | {package.Copyright ?? "not stated"} | {string.Join(", ", group.Select(pair => pair.User))} |\n");
        }

        return text.ToString();
    }
}
