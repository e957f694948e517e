using ShopSample;

await Shop.Build(args).RunAsync();
