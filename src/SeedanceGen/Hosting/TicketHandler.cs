namespace SeedanceGen.Hosting;

/// <summary>Stands before all handlers of the host, and gives each submission its ticket.</summary>
internal sealed class TicketHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // What has no content costs nothing, so anybody may send it again.
        SubmissionTicket.Current = request.Content is null ? null : new SubmissionTicket();
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
