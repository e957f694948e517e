using SeedanceGen.Feed;

return await FeedCommand.RunAsync(args, Environment.GetEnvironmentVariable, Console.Out);
