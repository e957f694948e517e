using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SeedanceGen.Testing.Host.Control;
using SeedanceGen.Testing.Http;
#if NET10_0_OR_GREATER
using SeedanceGen.Testing.Page.Serving;
#endif

namespace SeedanceGen.Testing.Host.Page;

/// <summary>The application behind the page. Its assemblies are loaded with the first request, and not with the mock.</summary>
/// <param name="start">Starts the application.</param>
internal sealed class PageApplication(Func<Task<object>> start) : IAsyncDisposable
{
    private readonly object _gate = new();
    private Task<object>? _server;
    private bool _isDisposed;

    /// <summary>The application for the page of a mock.</summary>
    public static PageApplication For(SeedanceMockServer mock) => new(() => StartAsync(mock));

    /// <summary>Responds to a request. A start that failed fails the request that waits for it; the next request starts anew.</summary>
    public async Task ProcessAsync(IFeatureCollection context)
    {
        Task<object>? server = null;
        lock (_gate)
        {
            if (!_isDisposed)
                server = _server = _server is null or { IsFaulted: true } or { IsCanceled: true } ? Task.Run(start) : _server;
        }

        if (server is null)
        {
            context.GetRequiredFeature<IHttpResponseFeature>().StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        await ProcessAsync(await server.ConfigureAwait(false), context).ConfigureAwait(false);
    }

    /// <summary>Ends the application. A start that failed was reported by the request that waited for it, and has left nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        Task<object>? server;
        lock (_gate)
            (server, _isDisposed) = (_server, true);
        if (server is null)
            return;

        await ((Task)server).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (server.IsCompletedSuccessfully)
            await ((IAsyncDisposable)await server.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

#if NET10_0_OR_GREATER
    /// <summary>Whether the framework is new enough: the page has the scripts of .NET 10.</summary>
    public const bool IsSupported = true;

    // The types of the page stand in these two methods only: the first call of a method loads the assemblies that it names.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<object> StartAsync(SeedanceMockServer mock)
    {
        var control = new ControlApi(mock);
        return await PageServer.StartAsync(mock, (method, target, body) => CallAsync(control, method, target, body), MockPage.Root)
            .ConfigureAwait(false);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task ProcessAsync(object server, IFeatureCollection context) => ((PageServer)server).ProcessAsync(context);
#else
    public const bool IsSupported = false;

    private static Task<object> StartAsync(SeedanceMockServer mock) =>
        throw new PlatformNotSupportedException($"The page of {mock.BaseAddress} needs .NET 10.");

    private static Task ProcessAsync(object server, IFeatureCollection context) => Task.CompletedTask;
#endif

    private static async Task<(int StatusCode, byte[] Body)> CallAsync(
        ControlApi control, string method, string target, ReadOnlyMemory<byte> body)
    {
        var request = new MockRequest(method, $"{ControlApi.Root}/{target}", new HeaderDictionary(), body);
        var response = await control.Respond(request)!.ConfigureAwait(false);
        if (response.Stream is not { } write)
            return (response.StatusCode, response.Body.ToArray());

        using var written = new MemoryStream();
        var writer = PipeWriter.Create(written);
        await write(writer).ConfigureAwait(false);
        await writer.CompleteAsync().ConfigureAwait(false);
        return (response.StatusCode, written.ToArray());
    }
}
