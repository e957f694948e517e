using SeedanceGen.Package.Tests.Feeds;
using SeedanceGen.Release.Packages;

namespace SeedanceGen.Package.Tests.Supply;

/// <summary>The repository's settings against a source that knows of a vulnerability.</summary>
[Trait("Category", "Slow")]
public sealed class AuditTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-audit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, "warning NU1901")]
    [InlineData(1, "warning NU1902")]
    [InlineData(2, "error NU1903")]
    [InlineData(3, "error NU1904")]
    public async Task A_package_that_is_known_to_be_vulnerable_is_told_and_a_high_severity_ends_the_restore(int severity, string told)
    {
        await using var server = await FeedServer.StartAsync();
        server.Vulnerabilities[SmallPackage.Id] = severity;
        await PackageFeed.At(FeedAddress.From(server.Address, "", _ => FeedServer.Key))
            .AddAsync(SmallPackage.In(Path.Combine(_folder.FullName, "made"), "1.0.0", "public class River;"));
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="test" value="{server.Address}" allowInsecureConnections="true" /></packageSources>
              <auditSources><clear /></auditSources>
            </configuration>
            """);
        Write("Directory.Build.props",
            $"""<Project><Import Project="{Path.Combine(Repository.Root, "Directory.Build.props")}" /></Project>""");
        Write("User.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="Small" Version="[1.0.0]" /></ItemGroup>
            </Project>
            """);

        var restored = CommandResult.Run(
            _folder.FullName, "dotnet", ["restore", "User.csproj", "-tl:off"], ("CI", null),
            ("NUGET_PACKAGES", Path.Combine(_folder.FullName, "packages")));

        restored.Output.ShouldContain(told);
        (restored.ExitCode == 0).ShouldBe(told.StartsWith("warning", StringComparison.Ordinal), restored.Output);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
