using System.Text.RegularExpressions;

namespace SeedanceGen.Cli.Store;

/// <summary>The store of durable jobs that <c>--store</c> or the environment names: a SQLite file, or a PostgreSQL database.</summary>
internal sealed partial record StoreAddress
{
    private const string Accepts = "a file, such as jobs.db, or postgres://host/database";

    private const string WhereThePasswordGoes =
        "set PGPASSWORD, or write the password to ~/.pgpass (PGPASSFILE names another file)";

    private static readonly string[] Schemes = ["postgres", "postgresql"];

    /// <summary>What PostgreSQL's own programs call a setting, and the word for it in a connection string.</summary>
    private static readonly Dictionary<string, string> Settings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["host"] = "Host",
        ["port"] = "Port",
        ["user"] = "Username",
        ["dbname"] = "Database",
        ["passfile"] = "Passfile",
        ["sslmode"] = "SSL Mode",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslrootcert"] = "Root Certificate",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
    };

    private StoreAddress(string shown) => Shown = shown;

    /// <summary>The address for people. It never has a password.</summary>
    public string Shown { get; }

    /// <summary>The full path of a SQLite file; null for PostgreSQL.</summary>
    public string? File { get; private init; }

    /// <summary>The settings of a connection to PostgreSQL; empty for SQLite.</summary>
    public IReadOnlyList<(string Name, string Value)> Connection { get; private init; } = [];

    /// <summary>A password that came from the environment; null when there is none.</summary>
    public string? Password { get; private init; }

    /// <summary>Reads the address that a command uses.</summary>
    /// <param name="given">The value of <c>--store</c>; null when it is absent.</param>
    /// <param name="host">The host.</param>
    /// <returns>The address; null when neither the command line nor the environment names a store.</returns>
    /// <exception cref="UsageException">The address is malformed, or the command line has a password.</exception>
    public static StoreAddress? Read(string? given, ToolHost host)
    {
        if (given is not null)
            return Parse(given, SharedOptions.StoreOption, host, acceptsPassword: false);
        return host.Variable(ToolSettings.StoreVariable) is { } value && !string.IsNullOrWhiteSpace(value)
            ? Parse(value, ToolSettings.StoreVariable, host, acceptsPassword: true)
            : null;
    }

    /// <summary>Reads the address of a command that cannot do without one.</summary>
    /// <exception cref="UsageException">There is no address, or it is malformed, or the command line has a password.</exception>
    public static StoreAddress Require(string? given, ToolHost host) => Read(given, host) ?? throw new UsageException(
        $"There is no store: name it by {SharedOptions.StoreOption} or {ToolSettings.StoreVariable}. Both take {Accepts}.");

    /// <summary>The address of a command that looks at a store and makes none.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    public StoreAddress Existing() => File is null || System.IO.File.Exists(File)
        ? this
        : throw new UsageException($"There is no store {Shown}: 'seedance batch FILE --store {Shown} --detach' makes it.");

    public override string ToString() => Shown;

    private static StoreAddress Parse(string text, string place, ToolHost host, bool acceptsPassword)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new UsageException($"{place} is empty: it takes {Accepts}.");
        // Whatever looks like a connection string may have a password, so none of it is repeated.
        if (ConnectionString().IsMatch(text))
            throw new UsageException($"{place} has a connection string, and takes {Accepts}. For a password, {WhereThePasswordGoes}.");

        var end = text.IndexOf("://", StringComparison.Ordinal);
        if (end >= 0)
        {
            return Schemes.Contains(text[..end], StringComparer.OrdinalIgnoreCase)
                ? ParseServer(text, place, acceptsPassword)
                : throw new UsageException($"{place} begins with '{text[..end]}://', and takes {Accepts}.");
        }

        var file = Path.GetFullPath(text, host.Folder);
        return !Directory.Exists(file)
            ? new StoreAddress(text) { File = file }
            : throw new UsageException($"{place} is '{text}', which is a folder: it takes {Accepts}.");
    }

    private static StoreAddress ParseServer(string text, string place, bool acceptsPassword)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new UsageException($"{place} is a malformed address of PostgreSQL: it takes {Accepts}.");

        var (user, password) = uri.UserInfo.Split(':', 2) is [var name, var secret]
            ? (name, Uri.UnescapeDataString(secret))
            : (uri.UserInfo, null);
        var settings = new List<(string, string)>();
        if (uri.Host.Length > 0)
            settings.Add(("Host", uri.DnsSafeHost));
        if (uri.Port > 0)
            settings.Add(("Port", uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (user.Length > 0)
            settings.Add(("Username", Uri.UnescapeDataString(user)));
        if (uri.AbsolutePath.Length > 1)
            settings.Add(("Database", Uri.UnescapeDataString(uri.AbsolutePath[1..])));
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = pair.Split('=', 2) is [var left, var right] ? (left, Uri.UnescapeDataString(right)) : (pair, string.Empty);
            if (key.Equals("password", StringComparison.OrdinalIgnoreCase))
                password = value;
            else if (Settings.TryGetValue(key, out var known))
                // "verify-full" and "VerifyFull" are the same word.
                settings.Add((known, known == "SSL Mode" ? value.Replace("-", string.Empty, StringComparison.Ordinal) : value));
            else
                throw new UsageException($"{place} has the setting '{key}', and takes {string.Join(", ", Settings.Keys)}.");
        }

        if (password is not null && !acceptsPassword)
        {
            throw new UsageException(
                $"{place} has a password, which other users of this machine can see: leave it out, and {WhereThePasswordGoes}.");
        }

        if (settings.TrueForAll(setting => setting.Item1 != "Host"))
            settings.Insert(0, ("Host", "localhost"));
        var shown = $"postgres://{(user.Length > 0 ? user + "@" : string.Empty)}{uri.Authority.Split('@')[^1]}{uri.AbsolutePath}";
        return new StoreAddress(shown)
        {
            Connection = settings,
            Password = password,
        };
    }

    [GeneratedRegex(@"(^|;)\s*(host|server|data source|password|pwd|username|user id)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();
}
