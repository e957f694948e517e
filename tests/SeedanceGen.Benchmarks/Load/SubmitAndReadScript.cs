namespace SeedanceGen.Benchmarks.Load;

/// <summary>Submits a job, reads it once, and so on.</summary>
/// <param name="body">The submission.</param>
internal sealed class SubmitAndReadScript(byte[] body) : ILoadScript
{
    private const string Path = "/api/open/v1/video/generations";
    private const string Mark = "{id}";

    private static readonly byte[] Read = WireRequest.Get($"{Path}/{Mark}");
    private static readonly int IdStart = Read.AsSpan().IndexOf("{id}"u8);

    private readonly byte[] _submission = WireRequest.Post(Path, body);
    private readonly byte[] _read = new byte[1024];
    private bool _isSubmitted;

    public ReadOnlySpan<byte> Next(ReadOnlySpan<byte> response)
    {
        _isSubmitted = !_isSubmitted;
        return _isSubmitted ? _submission : ReadOf(IdIn(response));
    }

    private ReadOnlySpan<byte> ReadOf(ReadOnlySpan<byte> id)
    {
        var rest = Read.AsSpan(IdStart + Mark.Length);
        Read.AsSpan(0, IdStart).CopyTo(_read);
        id.CopyTo(_read.AsSpan(IdStart));
        rest.CopyTo(_read.AsSpan(IdStart + id.Length));
        return _read.AsSpan(0, IdStart + id.Length + rest.Length);
    }

    private static ReadOnlySpan<byte> IdIn(ReadOnlySpan<byte> response)
    {
        var name = "\"requestId\":\""u8;
        var id = response[(response.IndexOf(name) + name.Length)..];
        return id[..id.IndexOf((byte)'"')];
    }
}
