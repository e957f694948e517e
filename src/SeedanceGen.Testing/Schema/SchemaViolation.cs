namespace SeedanceGen.Testing.Schema;

/// <summary>One value that its JSON schema does not allow.</summary>
/// <param name="Pointer">Where the value stands, as a JSON pointer (RFC 6901); empty for the whole document.</param>
/// <param name="Keyword">The keyword of the schema that refuses it.</param>
/// <param name="Expected">What is accepted.</param>
/// <param name="Actual">What was there, shortened.</param>
internal sealed record SchemaViolation(string Pointer, string Keyword, string Expected, string Actual)
{
    public override string ToString() =>
        $"{(Pointer.Length == 0 ? "the whole body" : Pointer)}: expected {Expected}, actual {Actual} ({Keyword})";
}
