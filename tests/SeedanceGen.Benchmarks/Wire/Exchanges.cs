using System.Text;
using System.Text.Json.Nodes;

namespace SeedanceGen.Benchmarks.Wire;

/// <summary>The documented exchanges, byte for byte.</summary>
internal static class Exchanges
{
    public static readonly byte[] Submission = Read("text-to-video.request.json");
    public static readonly byte[] Accepted = Read("text-to-video.accepted.json");
    public static readonly byte[] Succeeded = Read("result.succeeded.json");

    /// <summary>The submission for a server that would call the webhook: it is no part of what is measured.</summary>
    public static readonly byte[] SubmissionWithoutWebhook = WithoutWebhook();

    /// <summary>The id that the documented responses name.</summary>
    public const string JobId = "req_1234567890";

    /// <summary>The finished job with this many more fields than are described, each a small object.</summary>
    public static byte[] SucceededWithUnknownFields(int count)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(Succeeded).TrimEnd().TrimEnd('}'));
        for (var i = 0; i < count; i++)
            text.Append(",\"unknown").Append(i).Append("\":{\"value\":").Append(i).Append(",\"text\":\"some text\"}");
        return Encoding.UTF8.GetBytes(text.Append('}').ToString());
    }

    private static byte[] WithoutWebhook()
    {
        var submission = JsonNode.Parse(Submission)!.AsObject();
        submission.Remove("webhookUrl");
        return Encoding.UTF8.GetBytes(submission.ToJsonString());
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Exchanges).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
