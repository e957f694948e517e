var builder = DistributedApplication.CreateBuilder(args);

var seedance = builder.AddSeedanceMock("seedance");
var shop = builder.AddProject<Projects.ShopSample>("shop")
    .WithHttpEndpoint()
    .WithEnvironment("SeedanceWebhooks__Secret", "a secret of this machine that signs webhook URLs")
    .WithReference(seedance)
    .WaitFor(seedance);
shop.WithEnvironment("PublicAddress", shop.GetEndpoint("http"));

// The mock forgets its jobs when it ends, so the shop forgets them too.
shop.WithEnvironment("DataFolder", Directory.CreateTempSubdirectory("shop-").FullName);

builder.Build().Run();
