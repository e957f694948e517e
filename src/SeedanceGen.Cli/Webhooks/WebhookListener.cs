using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SeedanceGen.AspNetCore;
using SeedanceGen.Cli.Commands;
using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Reports;

namespace SeedanceGen.Cli.Webhooks;

/// <summary>Receives webhooks on this machine with the endpoint that applications use: what it prints was read from the API.</summary>
internal sealed class WebhookListener(CommandContext context, ISeedanceClient client)
{
    /// <summary>Keeps the URLs the same from run to run; a new secret is made when it is not set.</summary>
    public const string SecretVariable = "SEEDANCE_WEBHOOK_SECRET";

    private const string Path = "/webhooks/seedance";

    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _received;

    public async Task RunAsync(ListenerInput input)
    {
        await using var application = Build(input);
        await StartAsync(application, input.Port);
        var local = new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        var url = UrlOf(application, new Uri(input.PublicUrl ?? local, Path), input.Reference);
        context.Output.Note($"Listening on {local.Authority}. Submit with: --webhook {url}");

        using var stop = context.Host.Interrupts.Pressed.Register(() => _enough.TrySetResult());
        await _enough.Task;
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
        builder.Services.AddSeedanceWebhooks(options => options.Secret = context.Host.Variable(SecretVariable) ?? NewSecret());

        var application = builder.Build();
        application.MapSeedanceWebhook(Path, (generation, reference, _) =>
        {
            Tell(generation, reference, input.Count);
            return Task.CompletedTask;
        });
        return application;
    }

    private void Tell(VideoGeneration generation, string reference, int? most)
    {
        var told = new WebhookEvent
        {
            RequestId = generation.RequestId,
            Reference = reference,
            Status = generation.Status.Value,
            Url = generation.Output?.Url?.OriginalString,
            Failure = generation.ErrorMessage ?? generation.ErrorCode,
        };
        context.Output.Text($"{told.RequestId} {told.Status} {told.Reference} {told.Url ?? told.Failure}");
        context.Output.Object(told);
        if (Interlocked.Increment(ref _received) >= most)
            _enough.TrySetResult();
    }

    private static async Task StartAsync(WebApplication application, int port)
    {
        try
        {
            await application.StartAsync();
        }
        catch (Exception refused) when (refused is IOException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            throw new UsageException(refused is IOException
                ? $"Port {port} cannot be listened on: {refused.Message} Name another by --port."
                : $"{SecretVariable}: {refused.Message}", refused);
        }
    }

    private static Uri UrlOf(WebApplication application, Uri endpoint, string reference)
    {
        try
        {
            return application.Services.GetRequiredService<WebhookUrls>().Create(endpoint, reference);
        }
        catch (ArgumentException unusable)
        {
            throw new UsageException($"{(unusable.ParamName == "reference" ? "--reference" : "--public-url")}: {FirstLine(unusable.Message)}", unusable);
        }
    }

    private static string FirstLine(string message) => message.Split(" (Parameter ", 2)[0];

    private static string NewSecret() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(SeedanceWebhookOptions.MinSecretBytes));
}
