using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.FluentUI.AspNetCore.Components;
using SeedanceGen.Testing.Page.Components;
using SeedanceGen.Testing.Page.Control;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Page.Serving;

/// <summary>
/// The page of a mock: a Blazor application without a port of its own. The mock's server hands it the requests for its path. Nothing of it
/// is loaded before the first of them.
/// </summary>
public sealed class PageServer : IAsyncDisposable
{
    /// <summary>The longest message of a browser, in bytes: a prompt and its metadata fit into it.</summary>
    private const int LongestMessage = 1024 * 1024;

    private readonly WebApplication _application;
    private readonly BorrowedServer _server;

    private PageServer(WebApplication application, BorrowedServer server) => (_application, _server) = (application, server);

    /// <summary>Builds the application.</summary>
    /// <param name="mock">The mock that the page shows.</param>
    /// <param name="control">The control API of that mock.</param>
    /// <param name="path">The path of the page, without a slash at its end.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "The application disposes of the server.")]
    public static async Task<PageServer> StartAsync(SeedanceMock mock, ControlCall control, string path)
    {
        var server = new BorrowedServer();
        // An empty builder reads neither environment variables nor configuration files, and listens to no signal.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PageServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Environment.WebRootFileProvider = new EmbeddedAssets();
        builder.Services.AddSingleton<IServer>(server);
        builder.Services.AddSingleton(new ControlClient(mock, control));
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.Services.AddRoutingCore();
        // Keys for the time of this process: none is written to the home of the user.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(options => options.MaximumReceiveMessageSize = LongestMessage);
        builder.Services.Configure<CircuitOptions>(options => options.DetailedErrors = true);
        builder.Services.AddFluentUIComponents();

        var application = builder.Build();
        application.UsePathBase(path);
        application.UseStaticFiles();
        application.UseRouting();
        application.UseAntiforgery();
        // The mock's server sends the policy with every response of the page.
        application.MapRazorComponents<Document>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        application.MapGet("/video/{name}", context => SendVideoAsync(mock, context));
        await application.StartAsync().ConfigureAwait(false);
        return new PageServer(application, server);
    }

    /// <summary>Responds to a request for the page.</summary>
    /// <param name="context">The request with its connection, as the mock's server has it.</param>
    public Task ProcessAsync(IFeatureCollection context) => _server.ProcessAsync(context);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// The video of a job for the page alone: a download from the mock would stand in the journal, among the requests of the caller.
    /// </summary>
    private static Task SendVideoAsync(SeedanceMock mock, HttpContext context)
    {
        var id = Path.GetFileNameWithoutExtension(context.GetRouteValue("name")?.ToString() ?? "");
        return mock.Engine.Jobs.TryFind(id, out var job) && job.Status == GenerationStatus.Succeeded
            ? Results.Bytes(VideoEndpoint.Clip.For(job.Shape).Content, "video/mp4", enableRangeProcessing: true).ExecuteAsync(context)
            : Results.NotFound().ExecuteAsync(context);
    }

    /// <summary>The application lives as long as the mock; signals of the process do not end it.</summary>
    private sealed class BorrowedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>A server without a port: another one hands it the requests.</summary>
    private sealed class BorrowedServer : IServer
    {
        private Func<IFeatureCollection, Task>? _process;

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task ProcessAsync(IFeatureCollection context) => _process!(context);

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull
        {
            _process = features => RunAsync(application, features);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }

        private static async Task RunAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features)
            where TContext : notnull
        {
            var context = application.CreateContext(features);
            try
            {
                await application.ProcessRequestAsync(context).ConfigureAwait(false);
                application.DisposeContext(context, exception: null);
            }
            catch (Exception failure)
            {
                application.DisposeContext(context, failure);
                throw;
            }
        }
    }
}
