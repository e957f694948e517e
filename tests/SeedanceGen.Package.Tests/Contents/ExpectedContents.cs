namespace SeedanceGen.Package.Tests.Contents;

/// <summary>The complete contents of each package: an additional file or dependency is a decision.</summary>
internal static class ExpectedContents
{
    public static readonly IReadOnlyDictionary<string, string[]> Entries = new Dictionary<string, string[]>
    {
        ["SeedanceGen"] =
        [
            "CHANGELOG.md", "ConfigurationSchema.json", "README.md", "SeedanceGen.nuspec",
            "analyzers/dotnet/cs/SeedanceGen.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/SeedanceGen.Analyzers.dll",
            "bom.cdx.json", "buildTransitive/SeedanceGen.targets", "icon.png",
            "docs/SDG1001.md", "docs/SDG1002.md", "docs/SDG1003.md", "docs/aot.md", "docs/downloads.md", "docs/migrating.md",
            "docs/money.md",
            "docs/operations.md",
            "docs/quick-start.md", "docs/telemetry.md", "docs/waiting.md",
            "lib/net10.0/SeedanceGen.dll", "lib/net10.0/SeedanceGen.xml", "lib/net8.0/SeedanceGen.dll", "lib/net8.0/SeedanceGen.xml",
        ],
        ["SeedanceGen.Aspire.Hosting"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Aspire.Hosting.nuspec", "bom.cdx.json", "icon.png",
            "lib/net10.0/SeedanceGen.Aspire.Hosting.dll", "lib/net10.0/SeedanceGen.Aspire.Hosting.xml",
        ],
        ["SeedanceGen.AspNetCore"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.AspNetCore.nuspec", "bom.cdx.json", "docs/webhooks.md", "icon.png",
            "lib/net10.0/SeedanceGen.AspNetCore.dll", "lib/net10.0/SeedanceGen.AspNetCore.xml",
            "lib/net8.0/SeedanceGen.AspNetCore.dll", "lib/net8.0/SeedanceGen.AspNetCore.xml",
        ],
        ["SeedanceGen.Cli"] =
        [
            "CHANGELOG.md", "LICENCES.md", "README.md", "SeedanceGen.Cli.nuspec", "bom.cdx.json", "icon.png",
            "docs/batch.md", "docs/images/batch.svg", "docs/images/generate.svg", "docs/json.md",
            .. new[]
            {
                "DotnetToolSettings.xml", "Microsoft.Extensions.Configuration.Abstractions.dll",
                "Microsoft.Extensions.Configuration.Binder.dll",
                "Microsoft.Extensions.Configuration.dll", "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
                "Microsoft.Extensions.DependencyInjection.dll", "Microsoft.Extensions.Diagnostics.Abstractions.dll",
                "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions.dll", "Microsoft.Extensions.Diagnostics.HealthChecks.dll",
                "Microsoft.Extensions.Diagnostics.dll", "Microsoft.Extensions.FileProviders.Abstractions.dll",
                "Microsoft.Extensions.Hosting.Abstractions.dll", "Microsoft.Extensions.Http.dll",
                "Microsoft.Extensions.Logging.Abstractions.dll",
                "Microsoft.Extensions.Logging.dll", "Microsoft.Extensions.Options.ConfigurationExtensions.dll",
                "Microsoft.Extensions.Options.dll",
                "Microsoft.Extensions.Primitives.dll", "Microsoft.FluentUI.AspNetCore.Components.dll", "Polly.Core.dll",
                "SeedanceGen.AspNetCore.dll", "SeedanceGen.AspNetCore.xml",
                "SeedanceGen.Testing.Host.dll", "SeedanceGen.Testing.Host.xml", "SeedanceGen.Testing.Page.dll",
                "SeedanceGen.Testing.Page.xml", "SeedanceGen.Testing.dll",
                "SeedanceGen.Testing.xml",
                "SeedanceGen.dll",
                "SeedanceGen.xml", "Spectre.Console.dll", "System.CommandLine.dll", "seedance.deps.json", "seedance.dll",
                "seedance.runtimeconfig.json", "seedance.xml",
            }.Select(name => "tools/net10.0/any/" + name),
        ],
        ["SeedanceGen.Durable"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Durable.nuspec", "bom.cdx.json", "docs/durable.md", "icon.png",
            "lib/net10.0/SeedanceGen.Durable.dll", "lib/net10.0/SeedanceGen.Durable.xml",
        ],
        ["SeedanceGen.Durable.PostgreSql"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Durable.PostgreSql.nuspec", "bom.cdx.json", "icon.png",
            "lib/net10.0/SeedanceGen.Durable.PostgreSql.dll", "lib/net10.0/SeedanceGen.Durable.PostgreSql.xml",
        ],
        ["SeedanceGen.Durable.Sqlite"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Durable.Sqlite.nuspec", "bom.cdx.json", "icon.png",
            "lib/net10.0/SeedanceGen.Durable.Sqlite.dll", "lib/net10.0/SeedanceGen.Durable.Sqlite.xml",
        ],
        ["SeedanceGen.Testing"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Testing.nuspec", "bom.cdx.json", "icon.png",
            "docs/testing-applications.md", "docs/testing-expectations.md", "docs/testing-faults.md", "docs/testing-frameworks.md",
            "docs/testing-webhooks.md", "docs/testing.md",
            "lib/net10.0/SeedanceGen.Testing.dll", "lib/net10.0/SeedanceGen.Testing.xml",
            "lib/net8.0/SeedanceGen.Testing.dll", "lib/net8.0/SeedanceGen.Testing.xml",
        ],
        ["SeedanceGen.Testing.Conformance"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Testing.Conformance.nuspec", "bom.cdx.json", "icon.png",
            "docs/testing-conformance.md",
            "lib/net10.0/SeedanceGen.Testing.Conformance.dll", "lib/net10.0/SeedanceGen.Testing.Conformance.xml",
            "lib/net8.0/SeedanceGen.Testing.Conformance.dll", "lib/net8.0/SeedanceGen.Testing.Conformance.xml",
        ],
        ["SeedanceGen.Testing.Host"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Testing.Host.nuspec", "bom.cdx.json", "icon.png", "docs/testing-standalone.md",
            "docs/images/page-compose-dark.png", "docs/images/page-jobs-light.png", "docs/images/page-narrow-dark.png",
            "docs/testing-page.md",
            "lib/net10.0/SeedanceGen.Testing.Host.dll", "lib/net10.0/SeedanceGen.Testing.Host.xml",
            "lib/net10.0/SeedanceGen.Testing.Page.dll",
            "lib/net8.0/SeedanceGen.Testing.Host.dll", "lib/net8.0/SeedanceGen.Testing.Host.xml",
        ],
        ["SeedanceGen.Testing.WireMock"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Testing.WireMock.nuspec", "bom.cdx.json", "icon.png",
            "docs/testing-conformance.md",
            "lib/net10.0/SeedanceGen.Testing.WireMock.dll", "lib/net10.0/SeedanceGen.Testing.WireMock.xml",
            "lib/net8.0/SeedanceGen.Testing.WireMock.dll", "lib/net8.0/SeedanceGen.Testing.WireMock.xml",
        ],
        ["SeedanceGen.Testing.Xunit"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Testing.Xunit.nuspec", "bom.cdx.json", "icon.png",
            "lib/net10.0/SeedanceGen.Testing.Xunit.dll", "lib/net10.0/SeedanceGen.Testing.Xunit.xml",
            "lib/net8.0/SeedanceGen.Testing.Xunit.dll", "lib/net8.0/SeedanceGen.Testing.Xunit.xml",
        ],
        ["SeedanceGen.Testing.XunitV3"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Testing.XunitV3.nuspec", "bom.cdx.json", "icon.png",
            "lib/net10.0/SeedanceGen.Testing.XunitV3.dll", "lib/net10.0/SeedanceGen.Testing.XunitV3.xml",
            "lib/net8.0/SeedanceGen.Testing.XunitV3.dll", "lib/net8.0/SeedanceGen.Testing.XunitV3.xml",
        ],
    };

    /// <summary>
    /// <c>{version}</c> stands for the version of all packages. SeedanceGen.Testing.Conformance and .Host need the exact version of
    /// SeedanceGen.Testing, and the stores that of SeedanceGen.Durable.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> Groups = new Dictionary<string, string[]>
    {
        ["SeedanceGen"] =
            [.. Frameworks(
            "Microsoft.Extensions.Diagnostics.HealthChecks 10.0.14, Microsoft.Extensions.Http 10.0.14, "
            + "Microsoft.Extensions.Logging.Abstractions 10.0.14, Polly.Core 8.9.1")],
        ["SeedanceGen.Aspire.Hosting"] =
            ["net10.0: SeedanceGen.Testing.Host {version}, Aspire.Hosting 13.6.5, Nerdbank.MessagePack 1.3.88, Polly.Core 8.9.1"],
        ["SeedanceGen.AspNetCore"] = [.. Frameworks("SeedanceGen {version}"), .. Frameworks("Microsoft.AspNetCore.App")],
        ["SeedanceGen.Cli"] = [],
        ["SeedanceGen.Durable"] =
            ["net10.0: SeedanceGen {version}, Microsoft.Extensions.Diagnostics.HealthChecks 10.0.14, "
                + "Microsoft.Extensions.Http 10.0.14, Quartz 4.7.3"],
        ["SeedanceGen.Durable.PostgreSql"] = ["net10.0: SeedanceGen.Durable [{version}], Npgsql 10.0.3"],
        ["SeedanceGen.Durable.Sqlite"] = ["net10.0: SeedanceGen.Durable [{version}], Microsoft.Data.Sqlite 10.0.15"],
        ["SeedanceGen.Testing"] = [.. Frameworks("SeedanceGen {version}"), .. Frameworks("Microsoft.AspNetCore.App")],
        ["SeedanceGen.Testing.Conformance"] = [.. Frameworks("SeedanceGen.Testing [{version}]"), .. Frameworks("Microsoft.AspNetCore.App")],
        ["SeedanceGen.Testing.Host"] =
        [
            "net10.0: SeedanceGen.Testing [{version}], Microsoft.FluentUI.AspNetCore.Components 5.0.1",
            "net8.0: SeedanceGen.Testing [{version}]",
            .. Frameworks("Microsoft.AspNetCore.App"),
        ],
        ["SeedanceGen.Testing.WireMock"] = [.. Frameworks("SeedanceGen.Testing {version}"), .. Frameworks("Microsoft.AspNetCore.App")],
        ["SeedanceGen.Testing.Xunit"] = [.. Frameworks("SeedanceGen.Testing {version}, xunit.extensibility.core 2.9.3")],
        ["SeedanceGen.Testing.XunitV3"] = [.. Frameworks("SeedanceGen.Testing {version}, xunit.v3.extensibility.core 4.0.2")],
    };

    private static IEnumerable<string> Frameworks(string references) => [$"net10.0: {references}", $"net8.0: {references}"];
}
