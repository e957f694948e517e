using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.TestKit.Telemetry;

/// <summary>Keeps every line of a log, with all of its values and scopes.</summary>
public sealed class LogRecorder(LogLevel least = LogLevel.Trace) : ILoggerFactory, ILogger, ILoggerProvider
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _events = new();

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    /// <summary>The messages of a level and of those above it.</summary>
    public IEnumerable<string> Texts(LogLevel from = LogLevel.Trace) => _lines.Where(line => line.Level >= from).Select(line => line.Text);

    /// <summary>Everything that a sink could write.</summary>
    public string Everything => string.Join('\n', _lines);

    /// <summary>Completes when the library has logged an event, now or earlier.</summary>
    /// <exception cref="TimeoutException">It was not logged within 30 seconds.</exception>
    public Task WhenLoggedAsync(int eventId) => LoggingOf(eventId).Task.WaitAsync(Limit);

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        _lines.Enqueue(new LogLine(LogLine.Scope, LogLevel.Trace, default, state.ToString() ?? string.Empty, Values(state), null));
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
        if (!IsEnabled(level))
            return;

        _lines.Enqueue(new LogLine(category, level, eventId, formatter(state, exception), Values(state), exception));
        if (category.StartsWith(TelemetryRecorder.Library, StringComparison.Ordinal))
            LoggingOf(eventId.Id).TrySetResult();
    }

    private TaskCompletionSource LoggingOf(int eventId) =>
        _events.GetOrAdd(eventId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

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

/// <summary>One line of a log.</summary>
/// <param name="Category">The category of its logger, or <see cref="Scope"/>.</param>
/// <param name="Level">Its level.</param>
/// <param name="EventId">Its event.</param>
/// <param name="Text">The formatted message.</param>
/// <param name="Values">The values of the placeholders, as <c>name=value, …</c>.</param>
/// <param name="Exception">The exception that was logged with it.</param>
public sealed record LogLine(string Category, LogLevel Level, EventId EventId, string Text, string Values, Exception? Exception)
{
    /// <summary>The category of the beginning of a scope.</summary>
    public const string Scope = "scope";

    /// <summary>All of the line that a sink could write.</summary>
    public override string ToString() => $"{Category} {EventId} {Text} {Values} {Exception}";
}
