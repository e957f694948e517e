namespace SeedanceGen.Benchmarks.Load;

/// <summary>What one connection asks for, request by request.</summary>
internal interface ILoadScript
{
    /// <summary>The whole next request as it goes over the wire.</summary>
    /// <param name="response">The body of the response to the request before; empty at first.</param>
    ReadOnlySpan<byte> Next(ReadOnlySpan<byte> response);
}
