using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.AspNetCore.Problems;

/// <summary>
/// Responds to a request that ended with an error of the client. It takes part in each place where ASP.NET Core handles exceptions, so that
/// one registration is enough: the application's own handler, the page for developers, and before both, for an application without them.
/// </summary>
internal sealed class ProblemResponder(IProblemDetailsService problems, IHostEnvironment environment, ILogger<ProblemResponder> logger)
    : IExceptionHandler, IDeveloperPageExceptionFilter, IStartupFilter
{
    /// <summary>Not generated: see <see cref="Delivery.WebhookLog"/>.</summary>
    private static readonly Action<ILogger, int, Exception?> LogFailed = LoggerMessage.Define<int>(
        LogLevel.Error, new EventId(3017, "Failed"),
        "A request ended with an error of the Seedance client. The response was {StatusCode}.");

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(RespondToErrorsOfAsync);
        next(app);
    };

    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken) =>
        RespondAsync(httpContext, exception);

    public async Task HandleExceptionAsync(ErrorContext errorContext, Func<ErrorContext, Task> next)
    {
        if (!await RespondAsync(errorContext.HttpContext, errorContext.Exception).ConfigureAwait(false))
            await next(errorContext).ConfigureAwait(false);
    }

    private async Task RespondToErrorsOfAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.Response.HasStarted && ProblemOf(context, exception) is { } problem)
        {
            context.Response.Clear();
            await WriteAsync(context, exception, problem).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The problem of an exception; null when a call was canceled because the caller has closed the connection: it needs no response.
    /// </summary>
    private static SeedanceProblem? ProblemOf(HttpContext context, Exception exception) =>
        exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested
            ? null
            : SeedanceProblem.Of(exception, context.Request.Method);

    private async ValueTask<bool> RespondAsync(HttpContext context, Exception exception)
    {
        if (context.Response.HasStarted || ProblemOf(context, exception) is not { } problem)
            return false;

        await WriteAsync(context, exception, problem).ConfigureAwait(false);
        return true;
    }

    private async Task WriteAsync(HttpContext context, Exception exception, SeedanceProblem problem)
    {
        var status = problem.Details.Status!.Value;
        LogFailed(logger, status, exception);
        context.Response.StatusCode = status;
        if (problem.RetryAfter is { } pause)
            context.Response.Headers.RetryAfter = Math.Ceiling(pause.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (environment.IsDevelopment())
            problem.Details.Detail = exception.Message;
        // A caller that does not take JSON gets the status alone.
        await problems.TryWriteAsync(
            new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem.Details, Exception = exception })
            .ConfigureAwait(false);
    }
}
