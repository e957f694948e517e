namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>Stands between the client and the mock server: may hold a response back, or respond itself.</summary>
internal sealed class InterceptingHandler : DelegatingHandler
{
    public InterceptingHandler()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
    }

    /// <summary>Told of each request and the server's response; what it returns is what the client gets.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage, Task<HttpResponseMessage>> Respond { get; set; } = (_, response) =>
        Task.FromResult(response);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await Respond(request, await base.SendAsync(request, cancellationToken));
}
