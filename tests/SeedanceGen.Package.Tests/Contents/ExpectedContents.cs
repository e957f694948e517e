namespace SeedanceGen.Package.Tests.Contents;

/// <summary>The complete contents of each package: an additional file or dependency is a decision.</summary>
internal static class ExpectedContents
{
    /// <summary>SQLite of each system, in the package for any system.</summary>
    private static readonly string[] NativeSqlite =
    [
        .. new[]
        {
            "linux-arm", "linux-arm64", "linux-armel", "linux-musl-arm", "linux-musl-arm64", "linux-musl-riscv64",
            "linux-musl-s390x", "linux-musl-x64", "linux-ppc64le", "linux-riscv64", "linux-s390x", "linux-x64", "linux-x86",
        }.Select(system => $"{system}/native/libe_sqlite3.so"),
        .. new[] { "osx-arm64", "osx-x64" }
            .Select(system => $"{system}/native/libe_sqlite3.dylib"),
        .. new[] { "win-arm64", "win-x64", "win-x86" }.Select(system => $"{system}/native/e_sqlite3.dll"),
    ];

    public static readonly IReadOnlyDictionary<string, string[]> Entries = new Dictionary<string, string[]>
    {
        ["SeedanceGen"] =
        [
            "CHANGELOG.md", "ConfigurationSchema.json", "README.md", "SeedanceGen.nuspec",
            "analyzers/dotnet/cs/SeedanceGen.Analyzers.CodeFixes.dll", "analyzers/dotnet/cs/SeedanceGen.Analyzers.dll",
            "bom.cdx.json", "buildTransitive/SeedanceGen.targets", "icon.png",
            "docs/containers.md", "docs/costs.md", "docs/from-openai.md", "docs/proxies.md",
            "docs/SDG1001.md", "docs/SDG1002.md", "docs/SDG1003.md", "docs/SDG1004.md", "docs/aot.md", "docs/configuration.md",
            "docs/downloads.md", "docs/migrating.md", "docs/money.md",
            "docs/operations.md",
            "docs/quick-start.md", "docs/telemetry.md", "docs/waiting.md",
            "lib/net10.0/SeedanceGen.dll", "lib/net10.0/SeedanceGen.xml", "lib/net8.0/SeedanceGen.dll", "lib/net8.0/SeedanceGen.xml",
        ],
        ["SeedanceGen.AI"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.AI.nuspec", "bom.cdx.json", "docs/agents.md", "docs/skill.md", "icon.png",
            "lib/net10.0/SeedanceGen.AI.dll", "lib/net10.0/SeedanceGen.AI.xml",
            "lib/net8.0/SeedanceGen.AI.dll", "lib/net8.0/SeedanceGen.AI.xml",
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
        ["SeedanceGen.Cli"] = [.. PagesOfTool("SeedanceGen.Cli"), "tools/any/any/DotnetToolSettings.xml"],
        ["SeedanceGen.Cli.any"] = [.. Tool("any", [.. NativeSqlite.Select(file => $"runtimes/{file}")])],
        ["SeedanceGen.Cli.linux-x64"] = [.. Tool("linux-x64", "seedance", "libe_sqlite3.so")],
        ["SeedanceGen.Cli.osx-arm64"] = [.. Tool("osx-arm64", "seedance", "libe_sqlite3.dylib")],
        ["SeedanceGen.Cli.win-x64"] = [.. Tool("win-x64", "seedance.exe", "e_sqlite3.dll")],
        ["SeedanceGen.Durable"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Durable.nuspec", "bom.cdx.json", "docs/durable-shop.md", "docs/durable.md",
            "icon.png",
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
        ["SeedanceGen.Media.S3"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Media.S3.nuspec", "bom.cdx.json", "docs/media.md", "icon.png",
            "lib/net10.0/SeedanceGen.Media.S3.dll", "lib/net10.0/SeedanceGen.Media.S3.xml",
        ],
        ["SeedanceGen.Templates"] =
        [
            "CHANGELOG.md", "README.md", "SeedanceGen.Templates.nuspec", "bom.cdx.json", "icon.png",
            .. new[]
            {
                "console/.template.config/template.json", "console/ConsoleSample.csproj", "console/LocalMedia.cs", "console/Program.cs",
                "tests/.template.config/template.json", "tests/TestsSample.csproj", "tests/VideoMaker.cs", "tests/VideoMakerTests.cs",
                "webapi/.template.config/template.json", "webapi/Order.cs", "webapi/OrderHandler.cs", "webapi/Program.cs", "webapi/Shop.cs",
                "webapi/ShopSample.csproj",
                "worker/.template.config/template.json", "worker/BatchOptions.cs", "worker/BatchWorker.cs", "worker/Program.cs",
                "worker/WorkerSample.csproj", "worker/requests.jsonl",
            }.Select(name => "content/seedance-" + name),
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
        ["SeedanceGen.AI"] = [.. Frameworks("SeedanceGen {version}, Microsoft.Extensions.AI.Abstractions 10.11.0")],
        ["SeedanceGen.Aspire.Hosting"] =
            ["net10.0: SeedanceGen.Testing.Host {version}, Aspire.Hosting 13.6.5, Nerdbank.MessagePack 1.3.88, Polly.Core 8.9.1"],
        ["SeedanceGen.AspNetCore"] = [.. Frameworks("SeedanceGen {version}"), .. Frameworks("Microsoft.AspNetCore.App")],
        ["SeedanceGen.Cli"] = [],
        ["SeedanceGen.Cli.any"] = [],
        ["SeedanceGen.Cli.linux-x64"] = [],
        ["SeedanceGen.Cli.osx-arm64"] = [],
        ["SeedanceGen.Cli.win-x64"] = [],
        ["SeedanceGen.Durable"] =
            ["net10.0: SeedanceGen {version}, Microsoft.Extensions.Diagnostics.HealthChecks 10.0.14, "
                + "Microsoft.Extensions.Http 10.0.14, Quartz 4.7.3"],
        ["SeedanceGen.Durable.PostgreSql"] = ["net10.0: SeedanceGen.Durable [{version}], Npgsql 10.0.3"],
        ["SeedanceGen.Durable.Sqlite"] = ["net10.0: SeedanceGen.Durable [{version}], Microsoft.Data.Sqlite 10.0.15"],
        ["SeedanceGen.Media.S3"] = ["net10.0: SeedanceGen {version}, AWSSDK.S3 4.1.0"],
        ["SeedanceGen.Templates"] = [],
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

    /// <summary>The package of the tool for one system.</summary>
    private static IEnumerable<string> Tool(string system, params string[] own) =>
    [
        .. PagesOfTool($"SeedanceGen.Cli.{system}"),
        .. new[]
        {
            "AWSSDK.Core.dll", "AWSSDK.Extensions.Numerics.dll", "AWSSDK.S3.dll", "DotnetToolSettings.xml", "Microsoft.Data.Sqlite.dll",
            "Microsoft.Extensions.AI.Abstractions.dll", "Microsoft.Extensions.Configuration.Abstractions.dll",
            "Microsoft.Extensions.Configuration.Binder.dll",
            "Microsoft.Extensions.Configuration.dll", "Microsoft.Extensions.DependencyInjection.Abstractions.dll",
            "Microsoft.Extensions.DependencyInjection.dll", "Microsoft.Extensions.Diagnostics.Abstractions.dll",
            "Microsoft.Extensions.Diagnostics.HealthChecks.Abstractions.dll", "Microsoft.Extensions.Diagnostics.HealthChecks.dll",
            "Microsoft.Extensions.Diagnostics.dll", "Microsoft.Extensions.FileProviders.Abstractions.dll",
            "Microsoft.Extensions.Hosting.Abstractions.dll", "Microsoft.Extensions.Http.dll",
            "Microsoft.Extensions.Logging.Abstractions.dll",
            "Microsoft.Extensions.Logging.dll", "Microsoft.Extensions.Options.ConfigurationExtensions.dll",
            "Microsoft.Extensions.Options.dll",
            "Microsoft.Extensions.Primitives.dll", "Microsoft.FluentUI.AspNetCore.Components.dll", "ModelContextProtocol.Core.dll",
            "Npgsql.dll", "Polly.Core.dll", "Quartz.dll", "SQLitePCLRaw.batteries_v2.dll", "SQLitePCLRaw.core.dll",
            "SQLitePCLRaw.provider.e_sqlite3.dll",
            "SeedanceGen.AI.dll", "SeedanceGen.AI.xml", "SeedanceGen.AspNetCore.dll", "SeedanceGen.AspNetCore.xml",
            "SeedanceGen.Durable.PostgreSql.dll",
            "SeedanceGen.Durable.PostgreSql.xml", "SeedanceGen.Durable.Sqlite.dll", "SeedanceGen.Durable.Sqlite.xml",
            "SeedanceGen.Durable.dll", "SeedanceGen.Durable.xml", "SeedanceGen.Media.S3.dll", "SeedanceGen.Media.S3.xml",
            "SeedanceGen.Testing.Host.dll", "SeedanceGen.Testing.Host.xml", "SeedanceGen.Testing.Page.dll",
            "SeedanceGen.Testing.Page.xml", "SeedanceGen.Testing.dll",
            "SeedanceGen.Testing.xml",
            "SeedanceGen.dll",
            "SeedanceGen.xml", "Spectre.Console.dll", "System.CommandLine.dll", "System.IO.Hashing.dll", "seedance.deps.json",
            "seedance.dll", "seedance.runtimeconfig.json", "seedance.xml",
        }.Concat(own).Select(name => $"tools/net10.0/{system}/{name}"),
    ];

    private static IEnumerable<string> PagesOfTool(string id) =>
    [
        ".mcp/server.json", "CHANGELOG.md", "LICENCES.md", "README.md", $"{id}.nuspec", "bom.cdx.json", "icon.png",
        "docs/agents.md", "docs/batch.md", "docs/durable.md", "docs/images/batch.svg", "docs/images/generate.svg", "docs/json.md",
        "docs/media.md", "docs/skill.md",
    ];

    private static IEnumerable<string> Frameworks(string references) => [$"net10.0: {references}", $"net8.0: {references}"];
}
