namespace SeedanceGen.Release.Repository;

/// <summary>The linters of the description, Spectral and Redocly. They are installed when they are missing.</summary>
internal static class SpecLinters
{
    public static void Run(RepositoryLayout repository)
    {
        var spec = repository.PathOf("spec");
        if (!Directory.Exists(Path.Combine(spec, "node_modules", "@redocly")))
            Install(spec);
        Lint("@stoplight/spectral-cli/dist/index.js", "--ruleset", "spectral.yaml", "--fail-severity", "hint");
        Lint("@redocly/cli/bin/cli.js", "--config", "redocly.yaml");

        void Lint(string script, params string[] options) => ExternalProgram.Run(
            spec, "node", [Path.Combine(["node_modules", .. script.Split('/')]), "lint", "seedance.openapi.yaml", .. options]);
    }

    private static void Install(string spec)
    {
        // On Windows npm is a batch file, which only the command processor starts.
        if (OperatingSystem.IsWindows())
            ExternalProgram.Run(spec, "cmd", "/c", "npm ci --no-audit --no-fund");
        else
            ExternalProgram.Run(spec, "npm", "ci", "--no-audit", "--no-fund");
    }
}
