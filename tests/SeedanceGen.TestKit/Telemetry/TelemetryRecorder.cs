using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace SeedanceGen.TestKit.Telemetry;

/// <summary>Listens to the spans and metrics of the process, and keeps them.</summary>
public sealed class TelemetryRecorder : IDisposable
{
    /// <summary>The name of the sources of spans and metrics of the SDK, and of its log category.</summary>
    internal const string Library = "SeedanceGen";

    private readonly ActivityListener _spans;
    private readonly MeterListener _metrics = new();
    private readonly ConcurrentQueue<Activity> _stopped = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _measured = new();

    /// <param name="sources">Whether to listen to a source; the default listens to that of the SDK.</param>
    public TelemetryRecorder(Func<string, bool>? sources = null)
    {
        sources ??= static source => source == Library;
        _spans = new ActivityListener
        {
            ShouldListenTo = source => sources(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _stopped.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (sources(instrument.Meter.Name))
                listener.EnableMeasurementEvents(instrument);
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _metrics.Start();
    }

    public IReadOnlyList<Activity> Spans => [.. _stopped];

    /// <summary>Every measurement, as <c>instrument value tag=value …</c>.</summary>
    public IReadOnlyList<string> Measurements =>
        [.. _measured.Select(
            measured => string.Create(CultureInfo.InvariantCulture, $"{measured.Instrument} {measured.Value} {measured.Tags}"))];

    /// <summary>Everything that an exporter could send.</summary>
    public string Everything => string.Join('\n', Spans.Select(Describe).Concat(Measurements));

    public Activity Span(string name) => Spans.Where(span => span.OperationName == name).ShouldHaveSingleItem();

    public double Total(string instrument) =>
        _measured.Where(measured => measured.Instrument == instrument).Sum(measured => measured.Value);

    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }

    private static string Describe(Activity span) =>
        $"{span.Source.Name} {span.DisplayName} {span.StatusDescription} {Join(span.TagObjects)} "
        + $"{Join(span.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)))}"
        + string.Concat(span.Events.Select(item => $" [{item.Name} {Join(item.Tags)}]"));

    private static string Join(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, Join(tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal))));
}
