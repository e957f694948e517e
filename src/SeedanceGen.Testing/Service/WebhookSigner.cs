using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SeedanceGen.Testing.Service;

/// <summary>Signs webhooks as similar services do: with a private key that only the service has. The key is new in each mock.</summary>
internal sealed class WebhookSigner : IDisposable
{
    private const int IdBytes = 12;

    private readonly Lazy<ECDsa> _key = new(static () => ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The public key as PEM.</summary>
    public string PublicKey
    {
        get
        {
            lock (_key)
                return _key.Value.ExportSubjectPublicKeyInfoPem();
        }
    }

    /// <summary>The headers of a webhook; a forger signs something else.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sign(byte[] body, bool isForged, DateTimeOffset now)
    {
        var id = "msg_" + Convert.ToHexString(SHA256.HashData(body).AsSpan(0, IdBytes));
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body, .. isForged ? "?"u8 : []];
        byte[] signature;
        lock (_key)
            signature = _key.Value.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return
        [
            new("webhook-id", id), new("webhook-timestamp", time), new("webhook-signature", "es256," + Convert.ToBase64String(signature)),
        ];
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
            _key.Value.Dispose();
    }
}
