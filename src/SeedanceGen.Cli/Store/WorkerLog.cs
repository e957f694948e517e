using Microsoft.Extensions.Logging;

namespace SeedanceGen.Cli.Store;

/// <summary>Shows what the library of durable jobs logs: a warning is a warning, and what needs a person is a problem.</summary>
internal sealed class WorkerLog(ToolOutput output) : ILoggerProvider
{
    private const string OwnCategory = "SeedanceGen.Durable";
    private const string SchedulerCategory = "Quartz";

    /// <summary>What the client logs is in the outcome of a job, so it is not told twice.</summary>
    public ILogger CreateLogger(string categoryName) => new Logger(
        output,
        categoryName.StartsWith(OwnCategory, StringComparison.Ordinal) ? LogLevel.Warning
            : categoryName.StartsWith(SchedulerCategory, StringComparison.Ordinal) ? LogLevel.Error
            : LogLevel.None);

    public void Dispose()
    {
    }

    private sealed class Logger(ToolOutput output, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;

            var text = formatter(state, exception);
            var line = exception is null ? text : $"{text} ({exception.Message})";
            if (logLevel >= LogLevel.Error)
                output.Problem(line);
            else
                output.Warn(line);
            if (exception is not null)
                output.Details(() => Failure.DetailsOf(exception));
        }
    }
}
