using System.Runtime.ExceptionServices;

namespace SeedanceGen.Testing;

/// <summary>Runs a scenario of a test against a mock server, or against several, one after the other.</summary>
public static class MockScenario
{
    /// <summary>
    /// Runs a scenario on a server of its own and ends the server. The scenario's exception is thrown as it is, or, when a strict server
    /// found something wrong besides, as the <see cref="Exception.InnerException"/> of the server's exception.
    /// </summary>
    /// <param name="scenario">What to run; it fails by an exception, such as that of an assertion.</param>
    /// <param name="options">How the server behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start of the server.</param>
    /// <exception cref="SeedanceMockException">The server is strict, and something is wrong.</exception>
    public static async Task RunAsync(
        Func<SeedanceMockServer, Task> scenario, SeedanceMockOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var server = await SeedanceMockServer.StartAsync(options, cancellationToken).ConfigureAwait(false);
        if (await RunAsync(scenario, server).ConfigureAwait(false) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>
    /// Runs a scenario against the service as it is, and then once more for each of <see cref="ApiVariant.All"/>, on a fresh server each
    /// time; every run that fails is reported, not only the first.
    /// </summary>
    /// <param name="scenario">What to run; it fails by an exception, such as that of an assertion.</param>
    /// <param name="options">
    /// How the servers behave; their <see cref="SeedanceMockOptions.Variant"/> is replaced. Null for the defaults.
    /// </param>
    /// <param name="cancellationToken">Ends the runs before the next one begins.</param>
    /// <exception cref="VariantFailedException">
    /// The scenario failed in some runs, or a strict server found something wrong in them.
    /// </exception>
    public static async Task UnderEveryVariantAsync(
        Func<SeedanceMockServer, Task> scenario, SeedanceMockOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        options ??= new SeedanceMockOptions();
        var failures = new List<KeyValuePair<ApiVariant, Exception>>();
        foreach (var variant in ApiVariant.All.Prepend(ApiVariant.Documented))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var server = await SeedanceMockServer.StartAsync(options.In(variant), cancellationToken).ConfigureAwait(false);
            if (await RunAsync(scenario, server).ConfigureAwait(false) is { } failure)
                failures.Add(new(variant, failure));
        }

        cancellationToken.ThrowIfCancellationRequested();

        if (failures.Count > 0)
            throw new VariantFailedException(failures);
    }

    /// <summary>The scenario's exception, or that of the server's end, which has the other in it when there are both.</summary>
    private static async Task<Exception?> RunAsync(Func<SeedanceMockServer, Task> scenario, SeedanceMockServer server)
    {
        var failure = await Caught(() => scenario(server)).ConfigureAwait(false);
        var found = await Caught(() => server.EndAsync(failure).AsTask()).ConfigureAwait(false);
        return found ?? failure;
    }

    private static async Task<Exception?> Caught(Func<Task> run)
    {
        try
        {
            await run().ConfigureAwait(false);
            return null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Any exception of the scenario means that this run failed; the other runs still have to be seen.
            return failure;
        }
    }
}
