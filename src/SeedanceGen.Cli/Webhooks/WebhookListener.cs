using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SeedanceGen.AspNetCore;

namespace SeedanceGen.Cli.Webhooks;

/// <summary>The options of <c>webhook listen</c>.</summary>
internal sealed record ListenerInput
{
    /// <summary>The port; 0 for a free one.</summary>
    public required int Port { get; init; }

    /// <summary>The address that the service calls; null for the address on this machine.</summary>
    public required Uri? PublicUrl { get; init; }

    public required string Reference { get; init; }

    /// <summary>The number of events after which the listener ends; null for no limit.</summary>
    public required int? Count { get; init; }
}

/// <summary>Receives webhooks on this machine with the endpoint that applications use: what it prints is read from the API.</summary>
internal sealed class WebhookListener(CommandContext context, ISeedanceClient client)
{
    private const string Path = "/webhooks/seedance";

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _received;

    public async Task RunAsync(ListenerInput input)
    {
        await using var application = Build(input);
        await StartAsync(application, input.Port);
        var features = application.Services.GetRequiredService<IServer>().Features;
        var local = new Uri(features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        var url = UrlOf(application, new Uri(input.PublicUrl ?? local, Path), input.Reference);
        context.Output.Note($"Listening on {local.Authority}. Submit with: --webhook-url {url}");

        using var stop = context.Interrupt.Register(() => _ended.TrySetResult());
        await _ended.Task;
        await application.StopAsync();
    }

    private WebApplication Build(ListenerInput input)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, input.Port));
        builder.Services.AddSingleton<IHostLifetime, ToolLifetime>();
        builder.Services.AddSingleton(context.Host.TimeProvider);
        builder.Services.AddSingleton(client);
        builder.Services.AddSeedanceWebhooks(options =>
            options.Secret = context.Host.Variable(ToolSettings.WebhookSecretVariable) ?? NewSecret());

        var application = builder.Build();
        application.MapSeedanceWebhook(Path, (generation, reference, _) =>
        {
            Print(generation, reference, input.Count);
            return Task.CompletedTask;
        });
        return application;
    }

    private void Print(VideoGeneration generation, string reference, int? max)
    {
        var facts = generation.Facts();
        var received = new WebhookEvent
        {
            RequestId = facts.Id,
            Reference = reference,
            Status = facts.Status.Value,
            Url = facts.Link?.OriginalString,
            Failure = generation.ErrorMessage ?? generation.ErrorCode,
        };
        context.Output.Text($"{received.RequestId} {received.Status} {received.Reference} {received.Url ?? received.Failure}");
        context.Output.Object(received);
        if (Interlocked.Increment(ref _received) >= max)
            _ended.TrySetResult();
    }

    private static async Task StartAsync(WebApplication application, int port)
    {
        try
        {
            await application.StartAsync();
        }
        catch (IOException taken)
        {
            throw new UsageException($"The listener cannot listen on port {port}: {taken.Message} Name another by --port.", taken);
        }
        catch (OptionsValidationException invalid)
        {
            throw new UsageException($"{ToolSettings.WebhookSecretVariable}: {invalid.Message}", invalid);
        }
    }

    private static Uri UrlOf(WebApplication application, Uri endpoint, string reference)
    {
        try
        {
            return application.Services.GetRequiredService<WebhookUrls>().Create(endpoint, reference);
        }
        catch (ArgumentException invalid)
        {
            var message = invalid.Message.Split(" (Parameter ", 2)[0];
            throw new UsageException($"{(invalid.ParamName == "reference" ? "--reference" : "--public-url")}: {message}", invalid);
        }
    }

    private static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SeedanceWebhookOptions.MinSecretBytes));
}
