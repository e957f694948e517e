using WorkerSample;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddSeedance(builder.Configuration);
builder.Services.AddOptions<BatchOptions>().BindConfiguration("Batch")
    .Validate(batch => File.Exists(batch.File), "Batch:File names no file.")
    .ValidateOnStart();
builder.Services.AddHostedService<BatchWorker>();

await builder.Build().RunAsync();
