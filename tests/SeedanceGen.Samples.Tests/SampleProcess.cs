using System.Diagnostics;
using SeedanceGen.Testing;

namespace SeedanceGen.Samples.Tests;

/// <summary>Starts a sample by the command on its page, in a folder of its own, against a mock.</summary>
internal sealed class SampleProcess(string folder, string assembly, SeedanceMockServer server) : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("seedance-sample-");

    public string At(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>The exit code, the standard output and the standard error.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string arguments = "", IReadOnlyDictionary<string, string>? variables = null)
    {
        using var process = Start(arguments, variables);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Limit);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts the sample and kills it once it has printed a line with this text.</summary>
    /// <returns>That line.</returns>
    public async Task<string> RunUntilAsync(string text, string arguments)
    {
        using var process = Start(arguments);
        try
        {
            while (await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }

            throw new InvalidOperationException("It ended before: " + await process.StandardError.ReadToEndAsync());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Process Start(string arguments = "", IReadOnlyDictionary<string, string>? variables = null)
    {
        var built = $"exec dotnet exec '{Path.Combine(AppContext.BaseDirectory, assembly + ".dll")}'";
        var command = FencedBlock.Of($"src/samples/{folder}/README.md", "sh").ShouldHaveSingleItem().Text.TrimEnd();
        command.ShouldContain($"dotnet run --project src/samples/{folder}");
        command = command.Replace($"dotnet run --project src/samples/{folder} --", built, StringComparison.Ordinal)
            .Replace($"dotnet run --project src/samples/{folder}", built, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-e", "-u", "-o", "pipefail", "-c", $"{command} {arguments}"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[SeedanceClientOptions.ApiKeyVariable] = server.ApiKey;
        start.Environment[SeedanceClientOptions.BaseAddressVariable] = server.BaseAddress.AbsoluteUri;
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
