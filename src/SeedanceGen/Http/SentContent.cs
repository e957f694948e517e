using System.Net;

namespace SeedanceGen.Http;

/// <summary>
/// The body of a request, which notes when it is read for the first time. The platform reads it only when it has a connection and has begun
/// to write the request: while it is unread, the service has nothing of the request that it could accept.
/// </summary>
internal sealed class SentContent(byte[] body) : ByteArrayContent(body)
{
    private readonly byte[] _body = body;
    private volatile bool _isRead;

    /// <summary>Whether the body may have been sent; always true for an empty body.</summary>
    public bool MayBeSent => _isRead || _body.Length == 0;

    /// <summary>Whether nothing of a request was sent.</summary>
    /// <param name="content">The body of the request.</param>
    /// <param name="handler">
    /// The handler of the request. One that is not the platform's may send a body without reading it, or be a test double.
    /// </param>
    public static bool IsUnsent(HttpContent? content, HttpMessageHandler? handler)
    {
        if (content is not SentContent { MayBeSent: false })
            return false;

        while (handler is DelegatingHandler outer)
            handler = outer.InnerHandler;
        return handler is SocketsHttpHandler || handler?.GetType() == typeof(HttpClientHandler);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isRead = true;
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _isRead = true;
        stream.Write(_body);
    }

    protected override Task<Stream> CreateContentReadStreamAsync()
    {
        _isRead = true;
        return base.CreateContentReadStreamAsync();
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        _isRead = true;
        return base.CreateContentReadStream(cancellationToken);
    }
}
