namespace SeedanceGen.AspNetCore.Tests.Registration;

internal sealed class InboxHandler(Inbox inbox) : ISeedanceWebhookHandler
{
    public Task HandleAsync(VideoGeneration generation, string reference, CancellationToken cancellationToken)
    {
        inbox.References.Enqueue(reference);
        inbox.Handlers.Enqueue(this);
        return Task.CompletedTask;
    }
}
