using Microsoft.Extensions.Configuration;
using SeedanceGen.Words;

namespace SeedanceGen.Configuration;

/// <summary>
/// The section of a client with a name that is not in the configuration: misspelt, in another file, or of another environment. Such a
/// client must not use the key of the environment, because its jobs would be charged to another account.
/// </summary>
internal static class MissingSection
{
    /// <summary>What is missing and what to do; null when the section has a value.</summary>
    /// <param name="configuration">The configuration that was passed: the whole one, or the section.</param>
    /// <param name="section">The section of the client.</param>
    public static string? Describe(IConfiguration configuration, IConfiguration section)
    {
        if (HasValue(section))
            return null;

        var path = (section as IConfigurationSection)?.Path ?? string.Empty;
        var name = path.Length == 0 ? "that was passed" : $"'{path}'";
        return $"The configuration has no section {name}, or it is empty{Hint(configuration, path)}. This client has a name, so it does "
            + $"not take the key of {SeedanceClientOptions.ApiKeyVariable}, which may be of another account. Add the section with its "
            + $"{nameof(SeedanceClientOptions.ApiKey)}, correct the name, or set the key in code.";
    }

    private static bool HasValue(IConfiguration section) =>
        section.AsEnumerable(makePathsRelative: true).Any(entry => entry.Key.Length > 0 && !string.IsNullOrEmpty(entry.Value));

    /// <summary>The neighboring section with the nearest name; otherwise the names of all neighboring sections.</summary>
    private static string Hint(IConfiguration configuration, string path)
    {
        var end = path.LastIndexOf(ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
        if (configuration is not IConfigurationRoot || end < 0)
            return string.Empty;

        var (parent, name) = (path[..end], path[(end + 1)..]);
        List<string> others = [.. configuration.GetSection(parent).GetChildren().Where(IsClient).Select(child => child.Key)];
        return Nearest.Find(name, others) is { } nearest ? $" (did you mean '{ConfigurationPath.Combine(parent, nearest)}'?)"
            : others.Count == 0 ? string.Empty
            : $" (there is {string.Join(", ", others.Select(other => $"'{ConfigurationPath.Combine(parent, other)}'"))})";
    }

    private static bool IsClient(IConfigurationSection section) => section.Value is null && HasValue(section)
        && !string.Equals(section.Key, nameof(SeedanceClientOptions.WaitDefaults), StringComparison.OrdinalIgnoreCase);
}
