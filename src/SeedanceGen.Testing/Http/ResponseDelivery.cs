namespace SeedanceGen.Testing;

/// <summary>What became of a response on its way to the caller.</summary>
public enum ResponseDelivery
{
    /// <summary>The response was not written yet.</summary>
    Pending,

    /// <summary>The response was written to the connection.</summary>
    Delivered,

    /// <summary>The caller got another response in its place, which does not tell what the server did.</summary>
    Replaced,

    /// <summary>The caller did not get the response: a fault took it, or the caller had gone.</summary>
    Lost,
}
