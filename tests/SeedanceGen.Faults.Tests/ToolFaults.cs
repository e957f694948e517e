using System.Diagnostics;

namespace SeedanceGen.Faults.Tests;

/// <summary>
/// The tool as a process: its exit code tells the truth, and a job that goes on can be waited for by the line that it prints.
/// </summary>
internal static class ToolFaults
{
    /// <summary>The attempts that the tool makes.</summary>
    private const int Attempts = 4;

    /// <summary>The exit codes that a program may read as "nothing was charged".</summary>
    private static readonly int[] NotCharged = [3, 4, 5, 9];

    public static IEnumerable<FaultRow> Rows { get; } = FaultKinds.All.Where(kind => kind.IsQuick).SelectMany(RowsOf);

    private static IEnumerable<FaultRow> RowsOf(FaultKind kind)
    {
        if (kind.Submit != Says.NotTried)
        {
            var patient = kind with { Posts = kind.Posts > 1 ? Attempts : 1 };
            yield return Row(patient, "seedance submit", kind.Submit, Documents.IsSubmission, "submit", "A river");
        }

        if (kind.PolledAlways != Says.NotTried)
        {
            yield return Row(
                kind with { Posts = 1 }, "seedance generate, every poll", kind.PolledAlways, Documents.IsRead,
                "generate", "A river", "--timeout", "3", "--poll-interval", "0.2", "-o", "video.mp4");
        }
    }

    private static FaultRow Row(FaultKind kind, string operation, Says expected, Func<Received, bool> isOdd, params string[] arguments) =>
        new(kind.Name, kind.Guide, operation, expected, kind.Posts, async () =>
        {
            FaultServer? service = null;
            await using var server = service = new FaultServer(
                request => request.Path.EndsWith("file.mp4", StringComparison.Ordinal) ? FaultResponse.Of(200, Documents.Mp4, "video/mp4")
                    : isOdd(request) ? kind.Response(Documents.Plain(request, service!.Address))
                    : FaultResponse.Of(Documents.Plain(request, service!.Address)));
            var folder = Directory.CreateTempSubdirectory("seedance-faults-");
            try
            {
                var (code, output, error) = await RunAsync(folder.FullName, server.Address, arguments);
                return new Observed(
                    Of(code, error, expected), $"{output} {error}", $"exit {code}", server.Submissions, server.Accepted);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });

    private static Says Of(int code, string error, Says expected) => code switch
    {
        0 => expected is Says.Accepted ? Says.Accepted : Says.Finished,
        Charged when error.Contains("its id cannot be used", StringComparison.Ordinal) => Says.UnusableId,
        TimedOut or Charged => error.Contains($"seedance wait {Documents.JobId}", StringComparison.Ordinal) ? Says.GoesOn : Says.Defect,
        OutcomeUnknown => Says.Unknown,
        _ when NotCharged.Contains(code) => Says.NotCharged,
        _ => Says.Defect,
    };

    private static async Task<(int Code, string Output, string Error)> RunAsync(string folder, Uri service, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Tool, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SEEDANCE_API_KEY"] = "sd2_live_fault_table";
        start.Environment["SEEDANCE_BASE_URL"] = service.AbsoluteUri;
        start.Environment["SEEDANCE_HISTORY"] = "off";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>The tool as the build of these tests made it, for the same configuration.</summary>
    private static string Tool { get; } = Repository.PathOf(
        "src",
        "SeedanceGen.Cli",
        "bin",
        Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!),
        "net10.0",
        "seedance.dll");

    private const int TimedOut = 6;
    private const int OutcomeUnknown = 7;

    /// <summary>The job is charged, and the tool cannot say where it stands.</summary>
    private const int Charged = 8;
}
