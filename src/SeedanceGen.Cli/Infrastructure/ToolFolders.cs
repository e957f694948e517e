namespace SeedanceGen.Cli.Infrastructure;

/// <summary>The folders of the user who runs the tool.</summary>
internal static class ToolFolders
{
    private const string Name = "seedance";

    /// <summary>The folder of the configuration; null when the environment names none.</summary>
    public static string? ConfigurationOf(ToolHost host) => Of(host, "XDG_CONFIG_HOME", "APPDATA", ".config");

    /// <summary>The folder of what the tool remembers; null when the environment names none.</summary>
    public static string? StateOf(ToolHost host) => Of(host, "XDG_STATE_HOME", "LOCALAPPDATA", Path.Combine(".local", "state"));

    private static string? Of(ToolHost host, string variable, string windows, string belowHome)
    {
        var folder = Absolute(host.Variable(variable))
            ?? (OperatingSystem.IsWindows() ? Absolute(host.Variable(windows)) : Below(Absolute(host.Variable("HOME")), belowHome));
        return folder is null ? null : Path.Combine(folder, Name);
    }

    /// <summary>The XDG specification tells programs to ignore relative paths.</summary>
    private static string? Absolute(string? folder) => Path.IsPathFullyQualified(folder ?? string.Empty) ? folder : null;

    private static string? Below(string? folder, string name) => folder is null ? null : Path.Combine(folder, name);
}
