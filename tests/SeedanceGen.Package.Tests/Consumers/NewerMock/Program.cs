using System.Diagnostics;
using SeedanceGen.Testing;

// Plays the service for one command, and ends with it.
await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
var start = new ProcessStartInfo(args[0], args[1..]);
start.Environment["SEEDANCE_API_KEY"] = server.ApiKey;
start.Environment["SEEDANCE_BASE_URL"] = server.BaseAddress.ToString();
using var command = Process.Start(start)!;
await command.WaitForExitAsync();
return command.ExitCode;
