using System.Text;
using System.Text.Json.Nodes;

namespace SeedanceGen.Testing;

/// <summary>A body that is not the job's result: any sender that knows the URL could post it, since no signature is documented.</summary>
public sealed class ForgedWebhook
{
    /// <summary>More than any result needs: one mebibyte.</summary>
    private const int OversizedBytes = 1 << 20;

    private readonly string _name;
    private readonly Func<JsonObject, byte[]> _forge;

    private ForgedWebhook(string name, Func<JsonObject, byte[]> forge) => (_name, _forge) = (name, forge);

    /// <summary>The result under the id of a job that the server does not have.</summary>
    public static ForgedWebhook AnotherId { get; } = Edit("another id", result => result["requestId"] = "req_forged");

    /// <summary>The result with another end: succeeded when the job failed or was cancelled, failed when it succeeded.</summary>
    public static ForgedWebhook AnotherStatus { get; } = Edit("another status", result =>
    {
        var succeeded = result["status"] is JsonValue value
            && value.TryGetValue<string>(out var status)
            && status == GenerationStatus.Succeeded.Value;
        result["status"] = (succeeded ? GenerationStatus.Failed : GenerationStatus.Succeeded).Value;
        result.Remove("output");
    });

    /// <summary>Bytes that are no JSON and no text.</summary>
    public static ForgedWebhook Garbage { get; } = new("garbage", _ => [0xFF, 0xFE, (byte)'{', 0x00, (byte)'"', 0xC3]);

    /// <summary>The result with a mebibyte of filling.</summary>
    public static ForgedWebhook Oversized { get; } = Edit("oversized", result => result["filling"] = new string('x', OversizedBytes));

    /// <summary>The forged bodies that come with the mock.</summary>
    public static IReadOnlyList<ForgedWebhook> All { get; } = [AnotherId, AnotherStatus, Garbage, Oversized];

    /// <summary>Any other body.</summary>
    /// <param name="body">The body; sent with the media type of JSON, also when it is not JSON.</param>
    public static ForgedWebhook Of(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new("of the test", _ => Encoding.UTF8.GetBytes(body));
    }

    /// <summary>What is forged.</summary>
    public override string ToString() => _name;

    internal byte[] Forge(byte[] result) => _forge(JsonNode.Parse(result)!.AsObject());

    private static ForgedWebhook Edit(string name, Action<JsonObject> edit) => new(name, result =>
    {
        edit(result);
        return Encoding.UTF8.GetBytes(result.ToJsonString());
    });
}
