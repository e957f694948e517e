using System.Text.Json;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>What the control API calls the things that the mock's C# has names for.</summary>
internal static class ControlNames
{
    public static IReadOnlyDictionary<string, MockOperation> Operations { get; } = MockOperation.All.ToDictionary(operation => operation.Id, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, FaultPoint> Points { get; } = Of<FaultPoint>();

    public static IReadOnlyDictionary<string, WebhookTiming> Timings { get; } = Of<WebhookTiming>();

    /// <summary>As a violation names its own kind.</summary>
    public static IReadOnlyDictionary<string, MockViolationKind> Kinds { get; } = Enum.GetValues<MockViolationKind>().ToDictionary(kind => kind.ToString(), StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, ForgedWebhook> ForgedWebhooks { get; } = new Dictionary<string, ForgedWebhook>(StringComparer.Ordinal)
    {
        ["anotherId"] = ForgedWebhook.AnotherId,
        ["anotherStatus"] = ForgedWebhook.AnotherStatus,
        ["garbage"] = ForgedWebhook.Garbage,
        ["oversized"] = ForgedWebhook.Oversized,
    };

    public static IReadOnlyDictionary<string, ApiVariant> Variants { get; } = new Dictionary<string, ApiVariant>(StringComparer.Ordinal)
    {
        ["documented"] = ApiVariant.Documented,
        ["unknownStatus"] = ApiVariant.UnknownStatus,
        ["unknownErrorCode"] = ApiVariant.UnknownErrorCode,
        ["extraFields"] = ApiVariant.ExtraFields,
        ["missingOptionalFields"] = ApiVariant.MissingOptionalFields,
        ["shuffledProperties"] = ApiVariant.ShuffledProperties,
        ["everything"] = ApiVariant.Everything,
    };

    private static Dictionary<string, T> Of<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
}
