using System.Buffers.Text;
using SeedanceGen.Benchmarks.Serving;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>Posts the documented result, each time of another job: a repetition would not be delivered.</summary>
internal sealed class WebhookScript : ILoadScript
{
    private const string Digits = "1234567890";

    private static long _lastJob;

    private readonly byte[] _request;
    private readonly int _number;

    public WebhookScript(ServedProcess server)
    {
        _request = WireRequest.Post(server.Target, Exchanges.Succeeded);
        _number = _request.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Digits));
    }

    public ReadOnlySpan<byte> Next(ReadOnlySpan<byte> response)
    {
        Utf8Formatter.TryFormat(Interlocked.Increment(ref _lastJob), _request.AsSpan(_number, Digits.Length), out _,
            new System.Buffers.StandardFormat('D', (byte)Digits.Length));
        return _request;
    }
}
