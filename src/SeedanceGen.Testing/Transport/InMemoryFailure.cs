using System.Globalization;
using System.Net.Sockets;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Transport;

/// <summary>Failures of a connection, in the form in which <see cref="SocketsHttpHandler"/> reports them.</summary>
internal static class InMemoryFailure
{
    private const string NotSent = "An error occurred while sending the request.";

    /// <summary>The exchange ended before its headers were complete.</summary>
    public static HttpRequestException BeforeResponse(ResponseTransmission transmission) => transmission.End == TransmissionEnd.Close
        ? new HttpRequestException(HttpRequestError.ResponseEnded, NotSent, Ended("The response ended prematurely."))
        : new HttpRequestException(HttpRequestError.Unknown, NotSent, Reset());

    /// <summary>The exchange ended inside of its body.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="missing">How many bytes were still to come.</param>
    public static IOException InsideBody(TransmissionEnd end, int missing) => end == TransmissionEnd.Close
        ? Ended(string.Create(
            CultureInfo.InvariantCulture, $"The response ended prematurely, with at least {missing} additional bytes expected."))
        : Reset();

    /// <summary>The caller gave up a request or a body that was under way.</summary>
    public static TaskCanceledException GivenUp(CancellationToken cancellationToken)
    {
        var aborted = new SocketException((int)SocketError.OperationAborted);
        var unread = new IOException($"Unable to read data from the transport connection: {aborted.Message}.", aborted);
        return new TaskCanceledException("The operation was canceled.", unread, cancellationToken);
    }

    /// <summary>
    /// Nothing listens at this address: a mock in memory answers at its own address alone, and only until it is disposed of.
    /// </summary>
    public static HttpRequestException NotConnected(Uri? address, Uri mock)
    {
        var refused = new SocketException((int)SocketError.ConnectionRefused);
        return new HttpRequestException(
            HttpRequestError.ConnectionError,
            $"{refused.Message} ({address?.Authority}). The mock in memory answers at {mock} until it is disposed of.",
            refused);
    }

    private static HttpIOException Ended(string message) => new(HttpRequestError.ResponseEnded, message);

    private static IOException Reset()
    {
        var reset = new SocketException((int)SocketError.ConnectionReset);
        return new IOException($"Unable to read data from the transport connection: {reset.Message}.", reset);
    }
}
