using System.Net;
using SeedanceGen.Testing.Host.Control;
using SeedanceGen.Testing.Host.Time;

namespace SeedanceGen.Testing.Host;

/// <summary>
/// The mock as a process of its own, for clients in any language: on a fixed port, with a control API in the place of the test's own code
/// (README, "Standalone").
/// </summary>
public sealed class SeedanceMockHost : IAsyncDisposable
{
    private SeedanceMockHost(SeedanceMockServer server) => Server = server;

    /// <summary>The server, for code in the same process.</summary>
    public SeedanceMockServer Server { get; }

    /// <summary>Where the mock is reached.</summary>
    public Uri BaseAddress => Server.BaseAddress;

    /// <summary>Where the control API is reached, when there is one.</summary>
    public Uri ControlAddress => new(Server.BaseAddress, ControlApi.Root);

    /// <summary>Starts a host.</summary>
    /// <param name="options">Where it listens and how it behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The host, ready for requests; dispose it to free its port.</returns>
    /// <exception cref="ArgumentException">The options hold something impossible.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SeedanceMockHost> StartAsync(SeedanceMockHostOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SeedanceMockHostOptions();
        options.EnsureUsable();
        // Whoever waits for a job of ten minutes in another process has no virtual clock to give it.
        var isForward = options.ControlApi && options.Mock.TimeProvider is not VirtualTimeProvider;
        var mock = isForward ? ControlOptions.OnClock(new ForwardTimeProvider(options.Mock.TimeProvider), options.Mock) : options.Mock;
        return new SeedanceMockHost(await SeedanceMockServer
            .StartAsync(
                mock,
                new IPEndPoint(options.Address, options.Port),
                options.ControlApi ? static server => new ControlApi(server).Answer : null,
                cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>Runs until the token is cancelled, then frees the port.</summary>
    /// <param name="cancellationToken">Ends the host.</param>
    /// <exception cref="SeedanceMockException">The mock's options are strict, and something is wrong.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.UnsafeRegister(static ended => ((TaskCompletionSource)ended!).TrySetResult(), ended))
            await ended.Task.ConfigureAwait(false);

        await DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Frees the port.</summary>
    /// <exception cref="SeedanceMockException">The mock's options are strict, and something is wrong.</exception>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
