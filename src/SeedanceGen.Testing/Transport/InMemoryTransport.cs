using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;
using SeedanceGen.Testing.Time;

namespace SeedanceGen.Testing.Transport;

/// <summary>
/// Carries requests and responses to and from an engine in the same process. What goes wrong looks to the caller as
/// <see cref="SocketsHttpHandler"/> would report it.
/// </summary>
/// <param name="engine">The current engine; a reset replaces it.</param>
internal sealed class InMemoryTransport(Func<MockEngine> engine) : IMockTransport
{
    private readonly CancellationTokenSource _closing = new();

    public HttpMessageHandler CreateHandler() => new Handler(engine, _closing.Token);

    public ValueTask DisposeAsync() => new(_closing.CancelAsync());

    private sealed class Handler(Func<MockEngine> current, CancellationToken closing) : HttpMessageHandler
    {
        /// <summary>
        /// How often the framework's handler sends a request without content when the server closes the connection without a response.
        /// </summary>
        private const int Attempts = 4;

        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
            SendAsync(request, cancellationToken).GetAwaiter().GetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(request);
            cancellationToken.ThrowIfCancellationRequested();
            if (closing.IsCancellationRequested || !IsForMock(request.RequestUri))
                throw InMemoryFailure.NotConnected(request.RequestUri, current().BaseAddress);

            var sent = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
            var attempts = request.Content is null ? Attempts : 1;
            while (true)
            {
                var engine = current();
                var response = engine.RejectHost(sent) ?? engine.Respond(sent);
                if (response.Beforehand is { } beforehand)
                    await PrecedeAsync(beforehand, response.Exchange, cancellationToken).ConfigureAwait(false);
                response.Exchange?.Deliver();
                if (response.Transmission is not { HasStatus: false } transmission)
                    return Receive(request, new InMemoryExchange(engine.Clock, engine.BaseAddress, sent, response, closing));

                response.Afterwards?.Invoke();
                if (transmission.End == TransmissionEnd.Hang)
                    await HangAsync(engine, sent, cancellationToken).ConfigureAwait(false);
                if (transmission is not { Point: FaultPoint.BeforeResponse, End: TransmissionEnd.Close } || --attempts == 0)
                    throw InMemoryFailure.BeforeResponse(transmission);
            }
        }

        private static async Task<MockRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = new HeaderDictionary { ["Host"] = request.Headers.Host ?? request.RequestUri!.Authority };
            foreach (var (name, values) in request.Headers.NonValidated)
                headers[name] = values.ToString();

            byte[] body = [];
            if (request.Content is { } content)
            {
                body = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                foreach (var (name, values) in content.Headers.NonValidated)
                    headers[name] = values.ToString();
            }

            var isTooLarge = body.Length > MockRequest.MaxBodyBytes;
            return new MockRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, isTooLarge ? [] : body)
            {
                IsTooLarge = isTooLarge,
            };
        }

        private static HttpResponseMessage Receive(HttpRequestMessage request, InMemoryExchange exchange)
        {
            var response = exchange.Response;
            var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
            {
                RequestMessage = request,
                ReasonPhrase = ReasonPhrases.GetReasonPhrase(response.StatusCode),
                Content = exchange.OpenBody(isHead: request.Method == HttpMethod.Head),
            };
            foreach (var (name, value) in ResponseHead.HeadersOf(response, exchange.Now))
            {
                if (!message.Headers.TryAddWithoutValidation(name, value))
                    message.Content.Headers.TryAddWithoutValidation(name, value);
            }

            return message;
        }

        private static async Task PrecedeAsync(Func<Task> beforehand, Exchange? exchange, CancellationToken cancellationToken)
        {
            try
            {
                await beforehand().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                exchange?.HangUp();
                throw InMemoryFailure.GivenUp(cancellationToken);
            }
        }

        private bool IsForMock(Uri? address) => address is { IsAbsoluteUri: true } && Uri.Compare(
            address, current().BaseAddress, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

        private async Task HangAsync(MockEngine engine, MockRequest sent, CancellationToken cancellationToken)
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(closing, cancellationToken);
            try
            {
                var address = sent.AddressAt(engine.BaseAddress);
                await engine.Clock
                    .PauseAsync(Timeout.InfiniteTimeSpan, sent.Method, address, ServerClock.NoHeaders, gone.Token)
                    .ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw InMemoryFailure.GivenUp(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The mock has ended, and with it the connection.
            }
        }
    }
}

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
    /// Nothing listens at this address: a mock in memory responds at its own address alone, and only until it is disposed of.
    /// </summary>
    public static HttpRequestException NotConnected(Uri? address, Uri mock)
    {
        var refused = new SocketException((int)SocketError.ConnectionRefused);
        return new HttpRequestException(
            HttpRequestError.ConnectionError,
            $"{refused.Message} ({address?.Authority}). The mock in memory responds at {mock} until it is disposed of.",
            refused);
    }

    private static HttpIOException Ended(string message) => new(HttpRequestError.ResponseEnded, message);

    private static IOException Reset()
    {
        var reset = new SocketException((int)SocketError.ConnectionReset);
        return new IOException($"Unable to read data from the transport connection: {reset.Message}.", reset);
    }
}
