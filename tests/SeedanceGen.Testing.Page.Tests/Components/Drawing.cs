using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.FluentUI.AspNetCore.Components;
using Microsoft.JSInterop;
using SeedanceGen.Testing.Page.Control;

namespace SeedanceGen.Testing.Page.Tests.Components;

/// <summary>A component of the page as HTML, without a browser. It looks at the mock when it is told to.</summary>
internal sealed class Drawing<T> : IAsyncDisposable
    where T : IComponent
{
    private readonly ServiceProvider _services;
    private readonly HtmlRenderer _renderer;
    private readonly Dictionary<string, object?> _parameters;
    private HtmlRootComponent _root;
    private IComponent? _component;

    private Drawing(ServiceProvider services, Dictionary<string, object?> parameters) =>
        (_services, _renderer, _parameters) = (services, new HtmlRenderer(services, NullLoggerFactory.Instance), parameters);

    public T Component => (T)_component!;

    public static async Task<Drawing<T>> OfAsync(ControlClient control, params (string Name, object? Value)[] parameters)
    {
        var services = new ServiceCollection().AddSingleton(control).AddSingleton<IJSRuntime, NoScript>()
            .AddSingleton<NavigationManager, OnePlace>().AddLogging();
        services.AddFluentUIComponents();
        var drawing = new Drawing<T>(
            services.BuildServiceProvider(), parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));
        RenderFragment content = drawing.Build;
        await drawing.DoAsync(async () => drawing._root = await drawing._renderer.RenderComponentAsync<Holder>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Holder.ChildContent)] = content })));
        return drawing;
    }

    public Task LookAsync() => DoAsync(() => _component!.SetParametersAsync(ParameterView.FromDictionary(_parameters)));

    public Task DoAsync(Func<Task> act) => _renderer.Dispatcher.InvokeAsync(act);

    public async Task<string> TextAsync() =>
        WebUtility.HtmlDecode(await _renderer.Dispatcher.InvokeAsync(() => _root.ToHtmlString()));

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _services.DisposeAsync();
    }

    private void Build(RenderTreeBuilder builder)
    {
        builder.OpenComponent(0, typeof(T));
        builder.AddMultipleAttributes(1, _parameters!);
        builder.AddComponentReferenceCapture(2, component => _component = (IComponent)component);
        builder.CloseComponent();
    }

    private sealed class Holder : ComponentBase
    {
        [Parameter]
        public RenderFragment? ChildContent { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
    }

    /// <summary>No script runs: there is no browser.</summary>
    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => default;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => default;
    }

    /// <summary>The address of the page, which no test leaves.</summary>
    private sealed class OnePlace : NavigationManager
    {
        public OnePlace() => Initialize("http://127.0.0.1/", "http://127.0.0.1/");
    }
}
