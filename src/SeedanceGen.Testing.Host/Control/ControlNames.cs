using System.Text.Json;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>What the control API calls the things that the mock's C# has names for.</summary>
internal static class ControlNames
{
    public static IReadOnlyDictionary<string, MockOperation> Operations { get; } = MockOperation.All.ToDictionary(operation => operation.Id, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, FaultPoint> Points { get; } = Of<FaultPoint>();

    public static IReadOnlyDictionary<string, WebhookTiming> Timings { get; } = Of<WebhookTiming>();

    /// <summary>As a finding names its own kind.</summary>
    public static IReadOnlyDictionary<string, MockFindingKind> Kinds { get; } = Enum.GetValues<MockFindingKind>().ToDictionary(kind => kind.ToString(), StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, WebhookForgery> Forgeries { get; } = new Dictionary<string, WebhookForgery>(StringComparer.Ordinal)
    {
        ["anotherId"] = WebhookForgery.AnotherId,
        ["anotherStatus"] = WebhookForgery.AnotherStatus,
        ["garbage"] = WebhookForgery.Garbage,
        ["oversized"] = WebhookForgery.Oversized,
    };

    public static IReadOnlyDictionary<string, ApiFuture> Futures { get; } = new Dictionary<string, ApiFuture>(StringComparer.Ordinal)
    {
        ["today"] = ApiFuture.Today,
        ["unknownStatus"] = ApiFuture.UnknownStatus,
        ["unknownErrorCode"] = ApiFuture.UnknownErrorCode,
        ["extraFields"] = ApiFuture.ExtraFields,
        ["missingOptionalFields"] = ApiFuture.MissingOptionalFields,
        ["shuffledProperties"] = ApiFuture.ShuffledProperties,
        ["everything"] = ApiFuture.Everything,
    };

    private static Dictionary<string, T> Of<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
}
