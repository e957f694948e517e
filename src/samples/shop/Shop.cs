using Microsoft.AspNetCore.Http.HttpResults;
using SeedanceGen;
using SeedanceGen.AspNetCore;

namespace ShopSample;

/// <summary>Takes orders for videos over HTTP, and learns from webhooks when they are done.</summary>
public static class Shop
{
    private const string WebhookPath = "/webhooks/seedance";

    /// <summary>Builds the application; the caller runs it.</summary>
    /// <param name="args">Settings, such as <c>--urls=http://127.0.0.1:5000</c>; they win over the environment.</param>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSeedance(builder.Configuration);
        builder.Services.AddSeedanceWebhooks(options => options.Secret = builder.Configuration["SeedanceWebhooks:Secret"]);
        builder.Services.AddSingleton<OrderStore>();

        var app = builder.Build();
        var orders = app.Services.GetRequiredService<OrderStore>();
        app.MapGet("/orders/{number}", (string number) => orders.Find(number) is { } order ? Results.Ok(order) : Results.NotFound());
        app.MapPost("/orders/{number}", PlaceOrderAsync);
        app.MapSeedanceWebhook(WebhookPath, (video, number, _) =>
        {
            orders.Finish(number, video);
            return Task.CompletedTask;
        });
        return app;

        async Task<Results<Accepted<Order>, Conflict, ProblemHttpResult>> PlaceOrderAsync(
            string number, OrderRequest body, ISeedanceClient client, WebhookUrls urls, CancellationToken cancellationToken)
        {
            if (!orders.TryOpen(number))
                return TypedResults.Conflict();

            // The service must reach this address from outside. Without the setting it is the address that the application listens on.
            var address = new Uri(app.Configuration["PublicAddress"] ?? app.Urls.First());
            var request = VideoRequest.Seedance20(body.Prompt).WithWebhookUrl(urls.Create(new Uri(address, WebhookPath), number)).Build();
            try
            {
                var job = await client.SubmitAsync(request, cancellationToken);
                return TypedResults.Accepted($"/orders/{number}", orders.Accept(number, job.Id));
            }
            catch (SeedanceException problem) when (problem is not SubmissionOutcomeUnknownException)
            {
                // Certainly not charged, so the customer can try again. With an unknown outcome the order stays open.
                orders.Close(number);
                return TypedResults.Problem(problem.Message, statusCode: StatusCodes.Status502BadGateway);
            }
        }
    }
}
