using System.Text.Json;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>The names that the control API has for values of the mock's C# types.</summary>
internal static class ControlNames
{
    public static IReadOnlyDictionary<string, MockOperation> Operations { get; } =
        MockOperation.All.ToDictionary(operation => operation.Id, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, FaultPoint> Points { get; } = Of<FaultPoint>();

    /// <summary>Whether a webhook is sent before the response that tells of the job's end.</summary>
    public static IReadOnlyDictionary<string, bool> Timings { get; } =
        new Dictionary<string, bool>(StringComparer.Ordinal) { ["afterResponse"] = false, ["beforeResponse"] = true };

    /// <summary>The names that violations show.</summary>
    public static IReadOnlyDictionary<string, MockViolationKind> Kinds { get; } =
        Enum.GetValues<MockViolationKind>().ToDictionary(kind => kind.ToString(), StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, ForgedWebhook> ForgedWebhooks { get; } =
        new Dictionary<string, ForgedWebhook>(StringComparer.Ordinal)
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
        ["similarServices"] = ApiVariant.SimilarServices,
    };

    /// <summary>The statuses of a job, as the API description has them.</summary>
    public static IReadOnlyDictionary<string, string> Statuses { get; } =
        ApiDescription.Current.Jobs.Statuses.ToDictionary(status => status, StringComparer.Ordinal);

    /// <summary>The names that attempts of webhooks show.</summary>
    public static IReadOnlyDictionary<string, string> Outcomes { get; } =
        Enum.GetNames<WebhookOutcome>().ToDictionary(outcome => outcome, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, bool?> Flags { get; } =
        new Dictionary<string, bool?>(StringComparer.Ordinal) { ["true"] = true, ["false"] = false };

    private static Dictionary<string, T> Of<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);
}
