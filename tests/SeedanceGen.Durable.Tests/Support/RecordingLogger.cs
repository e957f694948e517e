using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SeedanceGen.Durable.Tests.Support;

/// <summary>A logger that keeps its lines.</summary>
internal sealed class RecordingLogger : ILogger
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IEnumerable<string> Critical => _lines.Where(line => line.Level == LogLevel.Critical).Select(line => line.Text);

    public IEnumerable<string> All => _lines.Select(line => line.Text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, formatter(state, exception)));
}
