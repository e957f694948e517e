using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SeedanceGen.Telemetry;

/// <summary>
/// The caller's log, whose own failures stay its own: an error of a full disk in place of a job that was just paid for would make its
/// caller submit again.
/// </summary>
internal sealed class QuietLogger : ILogger
{
    private readonly ILogger _log;

    private QuietLogger(ILogger log) => _log = log;

    /// <summary>The client's log; what logs nothing is left as it is.</summary>
    public static ILogger Create(ILoggerFactory loggers) => loggers == NullLoggerFactory.Instance
        ? NullLogger.Instance
        : new QuietLogger(loggers.CreateLogger(SeedanceTelemetry.Name));

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _log.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _log.BeginScope(state);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            _log.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is no place left to say it in.
        }
    }
}
