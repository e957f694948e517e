namespace SeedanceGen.Package.Tests;

/// <summary>A new console project in a folder of its own that references the packed SDK from the feed.</summary>
internal sealed class Consumer : IDisposable
{
    private readonly Scratch _scratch = new();

    public Consumer(PackedSdk sdk)
    {
        File.WriteAllText(_scratch.File("Directory.Build.props"), "<Project />");
        File.WriteAllText(_scratch.File("Directory.Build.targets"), "<Project />");
        File.WriteAllText(_scratch.File("Directory.Packages.props"), "<Project />");
        File.WriteAllText(_scratch.File("nuget.config"), $"""<configuration><packageSources><add key="packed" value="{sdk.Feed}" /></packageSources></configuration>""");
        File.WriteAllText(_scratch.File(".editorconfig"), "root = true\n");
        File.WriteAllText(_scratch.File("Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages")}</RestoreFallbackFolders>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SeedanceGen" Version="{sdk.Version}" />
              </ItemGroup>
            </Project>
            """);
    }

    public void Configure(string editorConfig) => File.WriteAllText(_scratch.File(".editorconfig"), editorConfig);

    public Command Build(string program)
    {
        File.WriteAllText(_scratch.File("Program.cs"), program);
        return Command.Run(_scratch.Folder, "dotnet", ["build", "-nologo", "-tl:off"], ("CI", null), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"));
    }

    public void Dispose() => _scratch.Dispose();
}
