namespace SeedanceGen.Testing;

/// <summary>The credentials that a request brought.</summary>
public enum MockCredential
{
    /// <summary>No <c>Authorization</c> header.</summary>
    Missing,

    /// <summary>An <c>Authorization</c> header that is not <c>Bearer</c> and one key, or several of them.</summary>
    Malformed,

    /// <summary>A key that the server never had.</summary>
    Unknown,

    /// <summary>A key that was revoked, or replaced and past its grace.</summary>
    Revoked,

    /// <summary>The server's key.</summary>
    Valid,

    /// <summary>A key that was replaced and is still accepted for a time.</summary>
    Replaced,
}
