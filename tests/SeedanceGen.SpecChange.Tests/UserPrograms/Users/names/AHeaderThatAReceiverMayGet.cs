/// <summary>A header of the webhook that need not be there is no condition of the endpoint, and the mock sends it.</summary>
internal static class AHeaderThatAReceiverMayGet
{
    public static async Task RunAsync()
    {
        Expect.Equal(0, SeedanceClient.RequiredWebhookHeaders.Count);
        Expect.Equal("X-Attempt", SeedanceClient.WebhookHeaders.Single());
        await using var server = await SeedanceMockServer.StartAsync(new() { Lifecycle = JobLifecycle.Immediately });
        await using var client = server.CreateClient();
        using var listener = new System.Net.HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/hook/";
        listener.Prefixes.Add(address);
        listener.Start();

#pragma warning disable CS0618 // The field is deprecated by another edit.
        _ = await client.SubmitAsync(VideoRequest.Seedance20("A river").WithWebhookUrl(new Uri(address)).Build());
#pragma warning restore CS0618
        var call = await listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Expect.That(int.TryParse(call.Request.Headers["X-Attempt"], out _));
        call.Response.StatusCode = 204;
        call.Response.Close();
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }
}
