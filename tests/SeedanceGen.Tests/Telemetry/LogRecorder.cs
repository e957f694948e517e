using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.Tests.Telemetry;

/// <summary>Keeps every line of a log, with all of its values and scopes.</summary>
internal sealed class LogRecorder(LogLevel least = LogLevel.Trace) : ILoggerFactory, ILogger, ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>Everything that a sink could write.</summary>
    public string Everything =>
        string.Join('\n', _lines.Select(line => $"{line.Category} {line.Event} {line.Text} {line.Values} {line.Exception}"));

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue(new LogLine("scope", LogLevel.Trace, default, state.ToString() ?? string.Empty, Values(state), null));
        return null;
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add(string.Empty, logLevel, eventId, state, exception, formatter);

    public void Dispose()
    {
    }

    private void Add<TState>(
        string category, LogLevel level, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(level))
            _lines.Enqueue(new LogLine(category, level, eventId, formatter(state, exception), Values(state), exception));
    }

    private static string Values(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(", ", pairs.Select(pair => $"{pair.Key}={pair.Value}"))
            : $"{state}";

    private sealed class Category(LogRecorder recorder, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => recorder.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => recorder.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            recorder.Add(name, logLevel, eventId, state, exception, formatter);
    }
}
