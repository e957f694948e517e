namespace SeedanceGen.TestKit.Mock;

/// <summary>Bodies of submissions.</summary>
public static class Requests
{
    public const string Simple = """{"model":"seedance-2.0","prompt":"A river"}""";

    public static string WithAspectRatio(string ratio) =>
        $$"""{"model":"seedance-2.0","prompt":"A river","aspectRatio":"{{ratio}}"}""";

    public static string WithWebhook(Uri url) => WithWebhook(url.ToString());

    public static string WithWebhook(string url) => $$"""{"model":"seedance-2.0","prompt":"A river","webhookUrl":"{{url}}"}""";
}
