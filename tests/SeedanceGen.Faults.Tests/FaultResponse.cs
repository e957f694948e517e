using System.Globalization;
using System.Text;

namespace SeedanceGen.Faults.Tests;

/// <summary>What follows the bytes of a response.</summary>
internal enum Then
{
    KeepOpen,
    Close,
    Reset,
    Hang,
}

/// <summary>The bytes that the service responds with, and what it does then.</summary>
/// <param name="Bytes">The whole response, with its head.</param>
/// <param name="Accepts">Whether the service accepted, and charged, a job with this response.</param>
/// <param name="Then">What follows.</param>
internal sealed record FaultResponse(byte[] Bytes, bool Accepts = false, Then Then = Then.KeepOpen)
{
    public static FaultResponse Of(int status, byte[] body, string? type = "application/json", params (string Name, string Value)[] headers)
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\n"));
        if (type is not null)
            head.Append("Content-Type: ").Append(type).Append("\r\n");
        foreach (var (name, value) in headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (status != 204 && !Array.Exists(headers, header => header.Name is "Content-Length" or "Transfer-Encoding"))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        return new FaultResponse([.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body]);
    }

    public static FaultResponse Of(
        int status, string body, string? type = "application/json", params (string Name, string Value)[] headers) =>
        Of(status, Encoding.UTF8.GetBytes(body), type, headers);

    public static FaultResponse Of(Document document) => Of(document.Status, document.Json) with { Accepts = document.IsAcceptance };
}

/// <summary>The documented response that a fault changes.</summary>
internal sealed record Document(int Status, string Json, bool IsAcceptance = false);
