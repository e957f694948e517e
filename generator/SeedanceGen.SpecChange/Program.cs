using SeedanceGen.SpecChange;

return SpecChangeCommand.Run(args, Console.Out);
