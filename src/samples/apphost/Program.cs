var builder = DistributedApplication.CreateBuilder(args);

var seedance = builder.AddSeedanceMock("seedance");
builder.AddProject<Projects.ShopSample>("shop")
    .WithHttpEndpoint()
    .WithEnvironment("SeedanceWebhooks__Secret", "a secret of this machine that signs webhook URLs")
    .WithReference(seedance)
    .WaitFor(seedance);

builder.Build().Run();
