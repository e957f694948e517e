using System.Globalization;
using System.Text;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Packages;

/// <summary>The licences of all dependencies of the packages: a committed file, and the rule which licences are accepted.</summary>
internal static class LicenceList
{
    /// <summary>Licences that ask users to keep their text, and nothing else.</summary>
    public static readonly IReadOnlyList<string> Accepted = ["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "PostgreSQL"];

    /// <summary>
    /// The licence at the address that an old package gives in place of an expression, or in the file of a version of a package.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> ReadAt = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["https://raw.githubusercontent.com/xunit/xunit/master/license.txt"] = "Apache-2.0",
        ["Fractions/7.3.0"] = "BSD-2-Clause",
    };

    public static string FileIn(RepositoryLayout repository) => repository.PathOf("src", "LICENCES.md");

    public static void Write(RepositoryLayout repository, TextWriter output)
    {
        File.WriteAllText(FileIn(repository), Of(repository));
        output.WriteLine("src/LICENCES.md is written.");
    }

    /// <summary>The text of the file.</summary>
    /// <exception cref="ReleaseException">A licence is none of those that are accepted.</exception>
    public static string Of(RepositoryLayout repository)
    {
        var users = repository.Packages
            .SelectMany(id => ShippedPackages.Of(repository, id, repository.Version().ToNormalizedString())
                .Where(package => package.Hash is not null).Select(package => (User: id, Package: package)))
            .GroupBy(pair => (pair.Package.Id, pair.Package.Version)).OrderBy(group => group.Key.Id, StringComparer.Ordinal).ToList();
        if (users.Find(group => !Accepted.Contains(group.First().Package.Licence)) is { } other)
            throw new ReleaseException(
                $"{other.Key.Id} {other.Key.Version} states {other.First().Package.Licence ?? "no licence expression"}, and only "
                + $"{string.Join(", ", Accepted)} are accepted without a decision. Read it; then accept it in LicenceList "
                + "(for a licence behind an address or in a file, in ReadAt), or do without the package.");

        var text = new StringBuilder();
        text.Append("""
        # Licences

        What the packages of this repository depend on, and under which licence, as those packages state it (or
        as the address says that an old package states). `SeedanceGen.Cli` holds the assemblies; the others name them as dependencies. The
        list is generated, and a test compares it: `dotnet run --project generator/SeedanceGen.Release -- licences`.

        | package | version | licence | copyright | comes with |
        |---|---|---|---|---|

        """);
        foreach (var group in users)
        {
            var package = group.First().Package;
            var copyright = package.Copyright ?? "not stated";
            var packages = string.Join(", ", group.Select(pair => pair.User));
            text.Append(
                CultureInfo.InvariantCulture, $"| {package.Id} | {package.Version} | {package.Licence} | {copyright} | {packages} |\n");
        }

        return text.ToString();
    }
}
