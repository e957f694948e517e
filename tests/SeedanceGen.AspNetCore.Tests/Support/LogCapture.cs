using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>Keeps everything that is logged, with its exceptions and the values of its placeholders.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, int EventId, string Text)> _lines = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _events = new();

    public IReadOnlyList<(string Category, int EventId, string Text)> Lines => [.. _lines];

    /// <summary>Completes when an event has been logged, now or earlier.</summary>
    public Task WhenLoggedAsync(int eventId) => EventOf(eventId).Task.WaitAsync(WebhookScene.Limit);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private TaskCompletionSource EventOf(int eventId) =>
        _events.GetOrAdd(eventId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private sealed class Logger(LogCapture capture, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs) : "";
            capture._lines.Enqueue((category, eventId.Id, $"{formatter(state, exception)} {values} {exception}"));
            if (category.StartsWith("SeedanceGen", StringComparison.Ordinal))
                capture.EventOf(eventId.Id).TrySetResult();
        }
    }
}
