namespace SeedanceGen.TestKit;

/// <summary>The npm tools of spec/package.json; installed once when they are missing.</summary>
public static class SpecTools
{
    private static readonly Lazy<string> Installed = new(Install);

    public static string Modules => Installed.Value;

    public static CommandResult Spectral(string folder) => Node(
        folder, Path.Combine(Modules, "@stoplight", "spectral-cli", "dist", "index.js"),
        "lint", "seedance.openapi.yaml", "--ruleset", Path.Combine(Repository.Spec, "spectral.yaml"), "--fail-severity", "hint");

    public static CommandResult Redocly(string folder) => Node(
        folder, Path.Combine(Modules, "@redocly", "cli", "bin", "cli.js"),
        "lint", "seedance.openapi.yaml", "--config", Path.Combine(Repository.Spec, "redocly.yaml"));

    private static CommandResult Node(string folder, string script, params string[] arguments) =>
        CommandResult.Run(folder, "node", [script, .. arguments], ("REDOCLY_TELEMETRY", "off"), ("NO_COLOR", "1"));

    private static string Install()
    {
        var modules = Path.Combine(Repository.Spec, "node_modules");
        string[] needed = ["wiremock", "@cyclonedx", "specmatic"];
        if (!Array.TrueForAll(needed, tool => Directory.Exists(Path.Combine(modules, tool))))
            CommandResult.Run(Repository.Spec, "npm", ["ci", "--no-audit", "--no-fund"]).ShouldSucceed();
        return modules;
    }
}
