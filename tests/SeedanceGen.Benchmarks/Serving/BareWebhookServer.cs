using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SeedanceGen.Benchmarks.Peers.Hand;

namespace SeedanceGen.Benchmarks.Serving;

/// <summary>A minimal-API endpoint that parses the webhook's body, believes it and forgets it.</summary>
internal static class BareWebhookServer
{
    public static WebApplication Create()
    {
        var builder = BareApplication.Builder();
        builder.Services.AddRouting();
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, HandJson.Default));
        var application = builder.Build();
        application.UseRouting();
        application.MapPost("/hook/{reference}/{token}", (string reference, string token, HandGeneration generation) =>
            generation.RequestId.Length > 0 ? Results.Accepted() : Results.BadRequest());
        return application;
    }
}
