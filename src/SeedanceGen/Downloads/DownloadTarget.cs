namespace SeedanceGen.Downloads;

/// <summary>Where the bytes of a video go.</summary>
/// <param name="stream">What is written to.</param>
/// <param name="canRestart">Whether what was written can be thrown away to begin again.</param>
internal sealed class DownloadTarget(Stream stream, bool canRestart)
{
    public long BytesWritten { get; private set; }

    public bool CanRestart => canRestart || BytesWritten == 0;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        BytesWritten += bytes.Length;
    }

    public void Restart()
    {
        if (BytesWritten == 0)
            return;

        stream.SetLength(0);
        BytesWritten = 0;
    }

    public Task FlushAsync(CancellationToken cancellationToken) => stream.FlushAsync(cancellationToken);
}
