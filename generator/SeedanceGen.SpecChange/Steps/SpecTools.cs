namespace SeedanceGen.SpecChange.Steps;

/// <summary>The linters of the description; installed when they are missing.</summary>
internal static class SpecTools
{
    public static void Lint(string root)
    {
        var spec = Path.Combine(root, "spec");
        if (!Directory.Exists(Path.Combine(spec, "node_modules", "@redocly")))
            Install(spec);
        Tool.Run(spec, "node", Script("@stoplight/spectral-cli/dist/index.js"), "lint", "seedance.openapi.yaml", "--ruleset", "spectral.yaml", "--fail-severity", "hint");
        Tool.Run(spec, "node", Script("@redocly/cli/bin/cli.js"), "lint", "seedance.openapi.yaml", "--config", "redocly.yaml");
    }

    private static string Script(string path) => Path.Combine("node_modules", Path.Combine(path.Split('/')));

    private static void Install(string spec)
    {
        // On Windows npm is a batch file, which only the command processor starts.
        if (OperatingSystem.IsWindows())
            Tool.Run(spec, "cmd", "/c", "npm ci --no-audit --no-fund");
        else
            Tool.Run(spec, "npm", "ci", "--no-audit", "--no-fund");
    }
}
