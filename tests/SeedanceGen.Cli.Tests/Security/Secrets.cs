using System.Text;

namespace SeedanceGen.Cli.Tests.Security;

/// <summary>Secrets of every sort, each with a mark that is nowhere else, and the forms in which one could be written.</summary>
internal static class Secrets
{
    public const string Key = "sd2_live_CANARYKEY0123456789";
    public const string OldKey = "sd2_live_CANARYOLD0123456789";
    public const string ProxyUser = "corpuser";
    public const string ProxyPassword = "CANARY@PROXY/pä:ss";
    public const string Signature = "CANARYSIGNATURE0123456789";

    public static string WebhookSecret { get; } = Convert.ToBase64String(Encoding.UTF8.GetBytes("CANARY-webhook-secret-of-32-bytes!"));

    public static string EncodedPassword { get; } = Uri.EscapeDataString(ProxyPassword);

    public static string SignedLink(Uri host) => new Uri(host, $"video.mp4?X-Amz-Expires=60&X-Amz-Signature={Signature}").AbsoluteUri;

    public static string ProxyAddress(Uri proxy) => $"http://{ProxyUser}:{EncodedPassword}@{proxy.Authority}";

    /// <summary>A text that says all of them, as a service or a proxy could that repeats what it was sent.</summary>
    public static string Echo { get; } =
        $"You sent Bearer {Key}, before that {OldKey} and {Uri.EscapeDataString(Key).Replace("_", "%5F", StringComparison.Ordinal)}, "
        + $"by http://{ProxyUser}:{EncodedPassword}@proxy.corp:3128/ (https://{ProxyUser}:CANARYRAW@proxy.corp/), "
        + $"for https://cdn.example.com/v.mp4?Signature={Signature}&e=1 and /v.mp4?X-Amz-Signature={Signature}";

    /// <summary>Every form that must be nowhere.</summary>
    public static IReadOnlyList<string> Forms { get; } =
    [
        "CANARYKEY", "CANARYOLD", "CANARYRAW", ProxyPassword, EncodedPassword, EncodedPassword.ToLowerInvariant(), "CANARY@PROXY",
        "CANARY%40PROXY",
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ProxyUser}:{ProxyPassword}")),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Key)), WebhookSecret, "CANARY-webhook", Signature,
    ];

    /// <summary>Fails when a text has a secret in any form.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="where">Where.</param>
    /// <param name="onPurpose">The secrets that this place holds on purpose.</param>
    public static void ShouldNotBeIn(string text, string where, params string[] onPurpose)
    {
        foreach (var form in Forms.Except(onPurpose))
        {
            var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase);
            at.ShouldBeLessThan(0, $"{where}: {form} in …{(at < 0 ? "" : text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)])}");
        }
    }
}
