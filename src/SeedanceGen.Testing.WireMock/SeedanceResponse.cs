using System.Text;
using WireMock;
using WireMock.ResponseBuilders;
using WireMock.Types;
using WireMock.Util;

namespace SeedanceGen.Testing;

/// <summary>Gives WireMock.Net the mock's responses, to log and to write.</summary>
internal static class SeedanceResponse
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async Task<IResponseMessage> ToAsync(IRequestMessage request, SeedanceMockEndpoint mock)
    {
        // WireMock.Net reads a body only for the methods that usually have one.
        ReadOnlyMemory<byte>? body = request.BodyAsBytes is { } bytes ? bytes : null;
        var response = await mock.RespondAsync(RequestUnderWay.Context, body).ConfigureAwait(false);
        var message = new ResponseMessage
        {
            StatusCode = response.StatusCode,
            FaultType = response.BreaksAt switch
            {
                FaultPoint.BeforeResponse or FaultPoint.InsideHeaders => FaultType.EMPTY_RESPONSE,
                FaultPoint.InsideBody => FaultType.MALFORMED_RESPONSE_CHUNK,
                _ => FaultType.NONE,
            },
            BodyData = response.Body is { } content ? DataOf(content) : null,
        };
        foreach (var (name, value) in response.Headers)
            message.AddHeader(name, value);
        return message;
    }

    /// <summary>Text is kept as text, so that a log of the server can be read; its bytes are the same.</summary>
    private static BodyData DataOf(ReadOnlyMemory<byte> content)
    {
        try
        {
            return new BodyData
            {
                DetectedBodyType = BodyType.String,
                BodyAsString = Strict.GetString(content.Span),
                Encoding = Strict,
            };
        }
        catch (DecoderFallbackException)
        {
            return new BodyData { DetectedBodyType = BodyType.Bytes, BodyAsBytes = content.ToArray() };
        }
    }
}
