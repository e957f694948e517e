using System.Globalization;
using System.Text;
using SeedanceGen.Testing;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>Requests as bytes, made once, so that sending them costs next to nothing.</summary>
internal static class WireRequest
{
    public static byte[] Post(string target, ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {SeedanceMockOptions.DefaultApiKey}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n")),
        .. body,
    ];

    public static byte[] Get(string target) => Encoding.ASCII.GetBytes(
        $"GET {target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {SeedanceMockOptions.DefaultApiKey}\r\n"
        + "Accept: application/json\r\n\r\n");
}
