using System.Diagnostics;
using SeedanceGen;
using SeedanceGen.Testing;

// Serves the mock to one command, and ends with that command. Without a command, it uses what the newer packages have more.
await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
if (args.Length == 0)
{
    await using var client = server.CreateClient();
    _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithAvoid("boats").Build());
    Quota quota = await client.Api.GetQuotaAsync(GetQuotaWindow.Day);
    Console.WriteLine($"{server.Jobs[0].Request.Avoid} {quota.Success}");
    return 0;
}

var start = new ProcessStartInfo(args[0], args[1..]);
start.Environment["SEEDANCE_API_KEY"] = server.ApiKey;
start.Environment["SEEDANCE_BASE_URL"] = server.BaseAddress.ToString();
using var command = Process.Start(start)!;
await command.WaitForExitAsync();
return command.ExitCode;
