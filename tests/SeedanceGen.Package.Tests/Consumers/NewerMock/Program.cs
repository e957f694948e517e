using System.Diagnostics;
using SeedanceGen.Testing;

// Serves the mock to one command, and ends with that command.
await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
var start = new ProcessStartInfo(args[0], args[1..]);
start.Environment["SEEDANCE_API_KEY"] = server.ApiKey;
start.Environment["SEEDANCE_BASE_URL"] = server.BaseAddress.ToString();
using var command = Process.Start(start)!;
await command.WaitForExitAsync();
return command.ExitCode;
