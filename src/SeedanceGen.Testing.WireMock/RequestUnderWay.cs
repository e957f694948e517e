using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace SeedanceGen.Testing;

/// <summary>
/// The exchange of ASP.NET Core that the calling code belongs to. WireMock.Net gives it only to response providers of its own that its
/// administration cannot list, so it comes from the event that ASP.NET Core writes when a request begins.
/// </summary>
internal sealed class RequestUnderWay : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Source = "Microsoft.AspNetCore";

    /// <summary>This event, unlike the newer ones, makes no activity.</summary>
    private const string Begins = "Microsoft.AspNetCore.Hosting.BeginRequest";

    private static readonly AsyncLocal<HttpContext?> Current = new();
    private static readonly Lazy<IDisposable> Subscription =
        new(static () => DiagnosticListener.AllListeners.Subscribe(new RequestUnderWay()));

    /// <exception cref="InvalidOperationException">The request began before <see cref="Watch"/>.</exception>
    public static HttpContext Context => Current.Value
        ?? throw new InvalidOperationException("The request began before the Seedance mock was added to the WireMock.Net server.");

    /// <summary>From now on, the requests of all servers in the process are known to the code that processes them.</summary>
    public static void Watch() => _ = Subscription.Value;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == Source)
            value.Subscribe(this, static name => name == Begins);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Begins && value.Value is { } told)
            Current.Value = told.GetType().GetProperty("httpContext")?.GetValue(told) as HttpContext;
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
