using SeedanceGen.Http;

namespace SeedanceGen.Cli.Mcp;

/// <summary>
/// Standard input whose reads can be canceled. A read of the system's cannot: it would hold the server until the next line comes. The bytes
/// of a canceled read are lost, so it is the last one.
/// </summary>
internal sealed class CancelableInput(Stream input) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        await input.ReadAsync(buffer, CancellationToken.None).AsTask().WaitAsync(cancellationToken);
}
