using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SeedanceGen.AspNetCore.Tests.Support;

/// <summary>Signs as the specification says, written apart from what verifies.</summary>
internal static class StandardWebhooksSigner
{
    public static string Sign(string secret, string id, long timestamp, string body)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}");
        return "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));
    }
}
