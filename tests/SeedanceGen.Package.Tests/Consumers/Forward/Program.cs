using SeedanceGen;

// A program that is built before the service has a new model. The name of the model is an argument.
await using var client = new SeedanceClient();
var models = await client.ListModelsAsync();
var request = new VideoGenerationRequest { Model = new SeedanceModel(args[0]), Prompt = "A river", Duration = 40 };
GenerationJob job = await client.SubmitAsync(request);
VideoGeneration video = await job.WaitAsync();
await job.DownloadAsync("river.mp4");
Console.WriteLine(
    $"{string.Join(' ', models.Select(model => model.GetProperty("id").GetString()))} | "
    + $"{video.Model} {video.Duration} {video.Status} {new FileInfo("river.mp4").Length > 0}");
