using System.Net;
using SeedanceGen.Testing.Host.Control;
using SeedanceGen.Testing.Host.Page;
using SeedanceGen.Testing.Host.Time;
using SeedanceGen.Testing.Transport;

namespace SeedanceGen.Testing.Host;

/// <summary>
/// The mock as a separate process, for clients in any language: on a fixed port, with a control API in place of the test's C# code.
/// </summary>
public sealed class SeedanceMockHost : IAsyncDisposable
{
    private readonly MockPage? _page;

    private SeedanceMockHost(SeedanceMockServer server, MockPage? page) => (Server, _page) = (server, page);

    /// <summary>The server, for code in the same process.</summary>
    public SeedanceMockServer Server { get; }

    /// <summary>The address of the mock.</summary>
    public Uri BaseAddress => Server.BaseAddress;

    /// <summary>The address of the control API; see <see cref="SeedanceMockHostOptions.ControlApi"/>.</summary>
    public Uri ControlAddress => new(Server.BaseAddress, ControlApi.Root);

    /// <summary>
    /// The address of the page for a person's browser on this machine. Null when there is no page: without
    /// <see cref="SeedanceMockHostOptions.Page"/>, before .NET 10, and when the mock does not listen on loopback. It has a token: every
    /// person who has the address can use and control the mock.
    /// </summary>
    public Uri? PageAddress => _page?.Address;

    /// <summary>Starts a host.</summary>
    /// <param name="options">Where it listens and how it behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The host, ready for requests; dispose it to free its port.</returns>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<SeedanceMockHost> StartAsync(
        SeedanceMockHostOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SeedanceMockHostOptions();
        options.EnsureUsable();
        // A test in another process cannot pass a virtual clock, nor can a person at the page: a controlled clock can be advanced.
        var isForward = (options.ControlApi || options.Page) && options.Mock.TimeProvider is not VirtualTimeProvider;
        var mock = isForward ? ControlOptions.OnClock(new ForwardTimeProvider(options.Mock.TimeProvider), options.Mock) : options.Mock;
        var hasPage = options.Page && PageApplication.IsSupported && MockPage.IsReachableAt(options.Address);
        MockPage? page = null;
        var server = await SeedanceMockServer
            .StartAsync(
                mock,
                new IPEndPoint(options.Address, options.Port),
                server => new ServerExtension(
                    options.ControlApi ? new ControlApi(server).Respond : null,
                    hasPage ? (page = new MockPage(server)).Respond : null),
                cancellationToken)
            .ConfigureAwait(false);
        return new SeedanceMockHost(server, page);
    }

    /// <summary>Runs until the token is canceled, then frees the port.</summary>
    /// <param name="cancellationToken">Ends the host.</param>
    /// <exception cref="SeedanceMockException">The mock is strict and found a violation.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.UnsafeRegister(static ended => ((TaskCompletionSource)ended!).TrySetResult(), ended))
            await ended.Task.ConfigureAwait(false);

        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the page and the server, and frees the port.</summary>
    /// <exception cref="SeedanceMockException">The mock is strict and found a violation.</exception>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_page is not null)
                await _page.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await Server.DisposeAsync().ConfigureAwait(false);
        }
    }
}
