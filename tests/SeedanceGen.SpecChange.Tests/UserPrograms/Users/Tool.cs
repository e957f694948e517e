using System.Diagnostics;

/// <summary>The tool, as it was built from the same description.</summary>
internal sealed record Tool(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a command that succeeds. With a server, it is the service of the command.</summary>
    public static async Task<Tool> RunAsync(SeedanceMockServer? server, params string[] arguments)
    {
        var tool = await StartAsync(server, arguments);
        return tool.ExitCode == 0
            ? tool
            : throw new InvalidOperationException($"seedance {string.Join(' ', arguments)} ended with {tool.ExitCode}: {tool.Errors}");
    }

    /// <summary>Runs a command that is wrong; the errors say what is.</summary>
    public static async Task<Tool> FailAsync(SeedanceMockServer? server, params string[] arguments)
    {
        var tool = await StartAsync(server, arguments);
        return tool.ExitCode != 0
            ? tool
            : throw new InvalidOperationException($"seedance {string.Join(' ', arguments)} succeeded: {tool.Output}");
    }

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    private static async Task<Tool> StartAsync(SeedanceMockServer? server, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Environment.GetEnvironmentVariable("SEEDANCE_TOOL")!, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        if (server is not null)
        {
            start.Environment["SEEDANCE_API_KEY"] = server.ApiKey;
            start.Environment["SEEDANCE_BASE_URL"] = server.BaseAddress.ToString();
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Tool(process.ExitCode, await output, await errors);
    }
}
