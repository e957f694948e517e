using Microsoft.Extensions.Logging;

namespace SeedanceGen.Tests.Telemetry;

/// <summary>One line of a log.</summary>
internal sealed record LogLine(string Category, LogLevel Level, EventId Event, string Text, string Values, Exception? Exception);
