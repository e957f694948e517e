using System.Net;
using SeedanceGen.Testing.Host.Control;
using SeedanceGen.Testing.Host.Time;

namespace SeedanceGen.Testing.Host;

/// <summary>
/// The mock as a separate process, for clients in any language: on a fixed port, with a control API in place of the test's C# code.
/// </summary>
public sealed class SeedanceMockHost : IAsyncDisposable
{
    private SeedanceMockHost(SeedanceMockServer server) => Server = server;

    /// <summary>The server, for code in the same process.</summary>
    public SeedanceMockServer Server { get; }

    /// <summary>The address of the mock.</summary>
    public Uri BaseAddress => Server.BaseAddress;

    /// <summary>The address of the control API, when there is one.</summary>
    public Uri ControlAddress => new(Server.BaseAddress, ControlApi.Root);

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
        // A test in another process cannot pass a virtual clock, so the clock of a controlled mock can be advanced.
        var isForward = options.ControlApi && options.Mock.TimeProvider is not VirtualTimeProvider;
        var mock = isForward ? ControlOptions.OnClock(new ForwardTimeProvider(options.Mock.TimeProvider), options.Mock) : options.Mock;
        return new SeedanceMockHost(await SeedanceMockServer
            .StartAsync(
                mock,
                new IPEndPoint(options.Address, options.Port),
                options.ControlApi ? static server => new ControlApi(server).Respond : null,
                cancellationToken)
            .ConfigureAwait(false));
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

    /// <summary>Frees the port.</summary>
    /// <exception cref="SeedanceMockException">The mock is strict and found a violation.</exception>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
