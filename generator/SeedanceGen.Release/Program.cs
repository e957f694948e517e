using SeedanceGen.Release.Commands;

return await CommandLine.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out);
