using Microsoft.Extensions.Configuration;
using SeedanceGen.Words;

namespace SeedanceGen.Settings;

/// <summary>
/// Reads a section of a configuration into options, without reflection. An unknown name is a fault, because a misspelt limit would limit
/// nothing. An unknown section is ignored, because it may belong to another package, unless its name is nearly that of a known one.
/// </summary>
/// <typeparam name="TOptions">The options.</typeparam>
/// <param name="options">How each option is set, by its name below the section.</param>
internal sealed class SectionReader<TOptions>(IReadOnlyDictionary<string, Action<TOptions, ConfigurationValue>> options)
{
    private const char Delimiter = ':';

    private readonly Dictionary<string, Action<TOptions, ConfigurationValue>> _options = new(options, StringComparer.OrdinalIgnoreCase);

    private readonly string[] _sections =
        [.. options.Keys.Select(FirstSection).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The names of all options.</summary>
    public IReadOnlyCollection<string> Names => _options.Keys;

    /// <summary>The options that are lists, by their names in upper case: each entry is set on its own.</summary>
    public IReadOnlyCollection<string> Lists { get; init; } = [];

    /// <summary>Other names that are read too, in upper case, such as those of environment variables, with their options.</summary>
    public IReadOnlyDictionary<string, string> OtherNames { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Names that people write in place of an option, in upper case, with the option that they mean. Such a name is a fault, whose message
    /// names the option.
    /// </summary>
    public IReadOnlyDictionary<string, string> MeantNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Earlier names of sections, in upper case, with the current ones.</summary>
    public IReadOnlyDictionary<string, string> OldSections { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Sets an option that only some API descriptions have, such as a variable of the server; false when the name is no such option.
    /// </summary>
    public Func<TOptions, string, string, bool> SetOther { get; init; } = static (_, _, _) => false;

    /// <summary>Sets the options that the section has, and leaves the others alone.</summary>
    /// <param name="section">The section.</param>
    /// <param name="target">The options to set.</param>
    /// <returns>Every fault of the section.</returns>
    public IReadOnlyList<OptionFault> Read(IConfiguration section, TOptions target)
    {
        var root = section is IConfigurationSection { Path: var path } ? path + Delimiter : string.Empty;
        var faults = new List<OptionFault>();
        // Options by their own names come last, so that they take precedence. The entries of a list keep their order: 2 is before 10.
        var values = section.AsEnumerable(makePathsRelative: true)
            .Where(entry => !string.IsNullOrEmpty(entry.Value))
            .OrderBy(entry => _options.ContainsKey(entry.Key))
            .ThenBy(entry => entry.Key.Length)
            .ThenBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, text) in values)
        {
            try
            {
                if (_options.TryGetValue(OptionOf(key), out var set))
                    set(target, new ConfigurationValue(root + key, text!));
                else if (!SetOther(target, key, text!) && IsOwn(key))
                    faults.Add(Unknown(root, key));
            }
            catch (OptionFaultException exception)
            {
                faults.Add(exception.Fault);
            }
        }

        return faults;
    }

    private static string? FirstSection(string key)
    {
        var end = key.IndexOf(Delimiter, StringComparison.Ordinal);
        return end < 0 ? null : key[..end];
    }

    /// <summary>The option that a key sets: the one of its name, of its other name, or the list that it is an entry of.</summary>
    private string OptionOf(string key)
    {
        var name = key.ToUpperInvariant();
        var end = name.LastIndexOf(Delimiter);
        return OtherNames.TryGetValue(name, out var option) ? option
            : end >= 0 && Lists.Contains(name[..end]) ? name[..end]
            : key;
    }

    private bool IsOwn(string key) => FirstSection(key) is not { } section || MeantSection(section) is not null;

    private string? MeantSection(string name) =>
        OldSections.TryGetValue(name.ToUpperInvariant(), out var section) ? section : Nearest.Find(name, _sections);

    private OptionFault Unknown(string root, string key)
    {
        var hint = Meant(key) is { } meant ? $" (did you mean '{root + meant}'?)" : string.Empty;
        return new OptionFault(root + key, $"{root + key} is not an option{hint}. The options are {string.Join(", ", Names)}.");
    }

    /// <summary>The option that a name stands for: by what people write, by its last part, or by its letters.</summary>
    private string? Meant(string key)
    {
        if (FirstSection(key) is not { } section)
        {
            return MeantNames.TryGetValue(key.ToUpperInvariant(), out var meant) ? meant
                : OfLastPart(key) ?? Nearest.Find(key, Names);
        }

        var rest = key[(section.Length + 1)..];
        var inside = MeantSection(section) + Delimiter;
        var known = Names.Where(name => name.StartsWith(inside, StringComparison.Ordinal)).Select(name => name[inside.Length..]).ToList();
        return known.Find(name => name.Equals(rest, StringComparison.OrdinalIgnoreCase)) is { } same ? inside + same
            : OfLastPart(rest) is { } elsewhere ? elsewhere
            : Nearest.Find(rest, known) is { } near ? inside + near
            : null;
    }

    /// <summary>An option that stands in another section than it was written in.</summary>
    private string? OfLastPart(string key) => Names.FirstOrDefault(
        name => name[(name.LastIndexOf(Delimiter) + 1)..].Equals(key, StringComparison.OrdinalIgnoreCase));
}
