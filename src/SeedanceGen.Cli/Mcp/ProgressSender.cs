using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace SeedanceGen.Cli.Mcp;

/// <summary>
/// Sends the progress of a call to a client that asked for it: one notification for each read of the job, in their order.
/// </summary>
internal sealed class ProgressSender(RequestContext<CallToolRequestParams> request, ResultWriter results)
    : IProgress<VideoGeneration>, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Task _sending = Task.CompletedTask;
    private int _count;

    public void Report(VideoGeneration value)
    {
        if (request.Params?.ProgressToken is not { } token)
            return;

        var state = JobState.Of(value);
        lock (_lock)
            _sending = SendAsync(_sending, token, ++_count, results.Clean($"{state.Id} {state.Status.Value}"));
    }

    /// <summary>The notifications of a call come before its result.</summary>
    public async ValueTask DisposeAsync() => await _sending;

    private async Task SendAsync(Task before, ProgressToken token, int count, string message)
    {
        await before;
        try
        {
            await request.Server.NotifyProgressAsync(
                token, new ProgressNotificationValue { Progress = count, Message = Format.OneLine(message) });
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or InvalidOperationException or McpException)
        {
            // The client is gone; the job goes on, and its id stands on standard error.
        }
    }
}
