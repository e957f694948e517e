using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SeedanceGen.Cli.Options;

/// <summary>Reads a text as a value; false when the option does not accept the text.</summary>
internal delegate bool ValueParser<T>(string text, out T value);

/// <summary>Options that parse their values. They leave the limits of the API description to its rules.</summary>
internal static class ValueOption
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromDays(1);

    /// <summary>An option with one value.</summary>
    /// <param name="name">The option, such as <c>--port</c>.</param>
    /// <param name="helpName">What the help shows in place of the value.</param>
    /// <param name="description">What the help says.</param>
    /// <param name="accepts">What the option accepts, as the end of the sentence "It accepts …" in the error.</param>
    /// <param name="parse">Reads the value.</param>
    public static Option<T?> One<T>(string name, string helpName, string description, string accepts, ValueParser<T?> parse) => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result => Read(result, result.Tokens[0].Value, accepts, parse),
    };

    /// <summary>An option that is repeated for further values.</summary>
    public static Option<IReadOnlyList<T>> Many<T>(
        string name, string helpName, string description, string accepts, ValueParser<T?> parse) => new(name)
        {
            HelpName = helpName,
            Description = description,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => [.. result.Tokens.Select(token => Read(result, token.Value, accepts, parse)).OfType<T>()],
        };

    /// <summary>An option with a whole number between two bounds.</summary>
    public static Option<int?> Number(string name, string helpName, string description, int min, int max)
    {
        var accepts = max == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {min}")
            : string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        return One(name, helpName, description, accepts, (string text, out int? value) =>
        {
            var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            value = number;
            return isNumber && number >= min && number <= max;
        });
    }

    /// <summary>An option with a time in seconds, fractions included.</summary>
    public static Option<TimeSpan?> Seconds(string name, string description) => One(
        name, "SECONDS", description, "a time in seconds, such as 0.5 or 90, of at most one day", (string text, out TimeSpan? value) =>
        {
            var isTime = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds > 0 && seconds <= MaxTime.TotalSeconds;
            value = isTime ? TimeSpan.FromSeconds(seconds) : null;
            return isTime;
        });

    /// <summary>An option with a rate from 0 to 1.</summary>
    public static Option<double?> Rate(string name, string description) => One(
        name, "RATE", description, "a rate from 0 to 1, such as 0.2", (string text, out double? value) =>
        {
            var isRate = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= 1;
            value = rate;
            return isRate;
        });

    /// <summary>An option with a number of times in a second, fractions included.</summary>
    public static Option<double?> PerSecond(string name, string description) => One(
        name, "NUMBER", description, "a number above 0, such as 0.5 or 20", (string text, out double? value) =>
        {
            var isRate = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
                && rate > 0 && double.IsFinite(rate);
            value = isRate ? rate : null;
            return isRate;
        });

    /// <summary>An option with a URL.</summary>
    public static Option<Uri?> Url(string name, string description) => One<Uri>(name, "URL", description, "a URL", TryReadUrl);

    /// <summary>An option that is repeated for further URLs.</summary>
    public static Option<IReadOnlyList<Uri>> Urls(string name, string description) =>
        Many<Uri>(name, "URL", description, "a URL", TryReadUrl);

    /// <summary>An option with one of the known values of an open enumeration; the help, the error and the completion list them.</summary>
    public static Option<T?> Known<T>(string name, string helpName, string description, IReadOnlyList<T> known)
        where T : struct
    {
        var accepts = string.Join(", ", known);
        var option = One(name, helpName, $"{description}: {accepts}", accepts, (string text, out T? value) =>
        {
            value = null;
            foreach (var candidate in known)
            {
                if (string.Equals(candidate.ToString(), text, StringComparison.Ordinal))
                    value = candidate;
            }

            return value is not null;
        });
        option.CompletionSources.Add([.. known.Select(value => value.ToString()!)]);
        return option;
    }

    private static T? Read<T>(ArgumentResult result, string text, string accepts, ValueParser<T?> parse)
    {
        if (parse(text, out var value))
            return value;

        var name = ((OptionResult)result.Parent!).Option.Name;
        result.AddError($"{name} does not accept '{text}'. It accepts {accepts}.");
        return default;
    }

    private static bool TryReadUrl(string text, out Uri? value) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out value);
}
