using Microsoft.Extensions.Http;

namespace SeedanceGen.Durable.Engine;

/// <summary>
/// Until when a claimed job may be sent. The client may try several times, with pauses. A worker that was stopped before an attempt, and
/// that counts as gone meanwhile, sends nothing more.
/// </summary>
internal static class SubmissionLease
{
    private static readonly AsyncLocal<Deadline?> Flowing = new();

    /// <summary>The lease of the submission in the current asynchronous flow; null outside of a submission.</summary>
    public static Deadline? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }
}

/// <summary>The last handler before the connection: it looks at the lease before each attempt.</summary>
internal sealed class SubmissionLeaseHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A request without content costs no credits.
        if (request.Content is null || SubmissionLease.Current is not { HasPassed: true })
            return base.SendAsync(request, cancellationToken);
        // The client takes this for a service that cannot be reached, so it knows that nothing was sent.
        return Task.FromException<HttpResponseMessage>(new HttpRequestException(
            HttpRequestError.ConnectionError, "The worker's time to send the job was over before it was sent."));
    }
}

/// <summary>Puts the handler around the connection of one client, behind all handlers that may try again.</summary>
internal sealed class SubmissionLeaseFilter(string connection) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (builder.Name == connection)
            builder.PrimaryHandler = new SubmissionLeaseHandler(builder.PrimaryHandler);
    };
}
