namespace SeedanceGen.TestKit.Snapshots;

/// <summary>What a test produces and what its accepted file is called: <c>Class.Test[.hint].verified.extension</c>.</summary>
/// <param name="Verified">The name of the accepted file.</param>
/// <param name="Content">The whole content.</param>
public sealed record Snapshot(string Verified, string Content)
{
    public string Received => Verified.Replace(".verified.", ".received.", StringComparison.Ordinal);

    /// <summary>The name, for test lists.</summary>
    public override string ToString() => Verified;
}
