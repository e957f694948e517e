using SeedanceGen.Cli;
using SeedanceGen.Cli.Hosting;

using var interrupts = new SignalInterrupts();
return (int)await new SeedanceTool(ProcessHost.Create(interrupts)).RunAsync(args);
