namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>Stands between the client and the mock server: may hold an answer back, or answer itself.</summary>
internal sealed class InterceptingHandler : DelegatingHandler
{
    public InterceptingHandler()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
    }

    /// <summary>Told of each request and the server's answer; what it returns is what the client gets.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage, Task<HttpResponseMessage>> Answer { get; set; } = (_, response) =>
        Task.FromResult(response);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await Answer(request, await base.SendAsync(request, cancellationToken));
}
