namespace SeedanceGen.Cli.Settings;

/// <summary>A setting and where it comes from.</summary>
/// <param name="Value">The value as it was written; null when it is not set.</param>
/// <param name="Source">The kind of place.</param>
/// <param name="Place">The place by its name, such as <c>SEEDANCE_API_KEY</c>; what a person can look at and change.</param>
internal sealed record Setting(string? Value, SettingSource Source, string Place);
