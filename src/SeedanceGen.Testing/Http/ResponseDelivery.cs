namespace SeedanceGen.Testing;

/// <summary>What became of a response on its way to the caller.</summary>
public enum ResponseDelivery
{
    /// <summary>It was not written yet.</summary>
    Pending,

    /// <summary>It was written to the connection.</summary>
    Delivered,

    /// <summary>The caller got another response in its place, which does not tell what the server did.</summary>
    Replaced,

    /// <summary>The caller did not get it: a fault took it, or the caller had gone.</summary>
    Lost,
}
