using System.Text;

namespace SeedanceGen.Testing.Service;

/// <summary>A key that the server has or had.</summary>
/// <param name="Value">The key.</param>
/// <param name="ValidUntil">When it is no longer accepted; null for the key in force.</param>
internal sealed record KnownKey(string Value, DateTimeOffset? ValidUntil)
{
    public ReadOnlyMemory<byte> Bytes { get; } = Encoding.ASCII.GetBytes(Value);
}
