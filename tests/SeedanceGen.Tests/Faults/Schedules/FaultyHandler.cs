using System.Globalization;
using System.Net;
using System.Text;
using SeedanceGen.Tests.Wire;

namespace SeedanceGen.Tests.Faults.Schedules;

/// <summary>The way to the service, on which each request meets its planned fate; it watches that no pause is shortened.</summary>
internal sealed class FaultyHandler(EngineHandler service, FaultPlan plan, StepClock clock) : DelegatingHandler(service)
{
    private static readonly HttpRequestError[] NoConnection =
        [HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError,
            HttpRequestError.ProxyTunnelError];

    private readonly Dictionary<bool, DateTimeOffset> _notBefore = new() { [true] = default, [false] = default };
    private readonly List<string> _story = [];
    private readonly List<string> _violations = [];

    /// <summary>What happened, request by request.</summary>
    public IReadOnlyList<string> Story => _story;

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Whether the client was given the whole of a response that says the job is finished.</summary>
    public bool HasToldTheEnd { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isVideo = request.RequestUri!.AbsolutePath.EndsWith(".mp4", StringComparison.Ordinal);
        var fault = plan.Next(request is { Content: not null });
        _story.Add(FormattableString.Invariant(
            $"{clock.Elapsed} {request.Method} {request.RequestUri.AbsolutePath} {request.Headers.Range}: {fault}"));
        if (clock.Time.GetUtcNow() < _notBefore[isVideo])
            _violations.Add($"sent {_notBefore[isVideo] - clock.Time.GetUtcNow()} before the pause had passed");

        var response = fault.ReachesService ? await base.SendAsync(request, CancellationToken.None).ConfigureAwait(false) : null;
        if (fault.Act == FaultAct.Delay)
        {
            await clock.DelayAsync(TimeSpan.FromSeconds(90 * fault.Portion), cancellationToken).ConfigureAwait(false);
            response ??= await base.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        }

        return fault.Act switch
        {
            FaultAct.None or FaultAct.Delay => await ToldAsync(response!, isVideo).ConfigureAwait(false),
            FaultAct.NoConnection => throw new HttpRequestException(
                NoConnection[(int)(fault.Portion * NoConnection.Length)], "There is no connection."),
            FaultAct.Break => throw new HttpRequestException(HttpRequestError.ResponseEnded, "It broke."),
            FaultAct.Hang => await clock.HangAsync<HttpResponseMessage>(cancellationToken).ConfigureAwait(false),
            FaultAct.Status => Refusal(fault, isVideo),
            FaultAct.Undescribed => Undescribed(fault, isVideo),
            FaultAct.Envelope => isVideo ? new HttpResponseMessage(HttpStatusCode.Gone)
                : Json(200, """{"success":false,"error":{"code":"quota","message":"m"}}"""),
            _ => await WithFaultyBodyAsync(response!, fault).ConfigureAwait(false),
        };
    }

    private static HttpResponseMessage Json(int status, string body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static HttpResponseMessage Undescribed(PlannedFault fault, bool isVideo) => fault.Portion < 0.3
        ? new HttpResponseMessage(HttpStatusCode.NoContent)
        : Json(200, fault.Portion < 0.6 ? "<!doctype html><title>Hello</title>" : """{"success": tru""");

    private async Task<HttpResponseMessage> ToldAsync(HttpResponseMessage response, bool isVideo)
    {
        if (response.RequestMessage!.Method == HttpMethod.Get && !isVideo)
        {
            var body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            HasToldTheEnd |= body.Contains("\"status\":\"succeeded\"", StringComparison.Ordinal)
                || body.Contains("\"status\":\"failed\"", StringComparison.Ordinal);
        }

        return response;
    }

    private HttpResponseMessage Refusal(PlannedFault fault, bool isVideo)
    {
        var response = Json(fault.Status, """{"success":false,"error":{"code":"busy","message":"m"}}""");
        if (fault.RetryAfter is not { } pause)
            return response;

        var end = clock.Time.GetUtcNow() + pause;
        end = fault.IsHintDate ? end.AddTicks(-(end.Ticks % TimeSpan.TicksPerSecond)) : end;
        response.Headers.TryAddWithoutValidation(
            "Retry-After",
            fault.IsHintDate ? end.ToString("R", CultureInfo.InvariantCulture) : ((long)pause.TotalSeconds)
                .ToString(CultureInfo.InvariantCulture));
        var counts = !isVideo || fault.Status is 408 or 429 or >= 500;
        if (counts && end > _notBefore[isVideo])
            _notBefore[isVideo] = end;
        return response;
    }

    private async Task<HttpResponseMessage> WithFaultyBodyAsync(HttpResponseMessage response, PlannedFault fault)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        var content = new StreamContent(new FaultyBody(bytes, fault, clock));
        foreach (var (name, values) in response.Content.Headers.NonValidated)
        {
            if (name != "Content-Length")
                content.Headers.TryAddWithoutValidation(name, values);
        }

        if (fault.Act != FaultAct.EndInBody)
            content.Headers.ContentLength = bytes.Length;
        response.Content = content;
        return response;
    }
}
