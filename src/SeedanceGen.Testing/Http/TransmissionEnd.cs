namespace SeedanceGen.Testing.Http;

/// <summary>What comes after the bytes of an answer that are sent.</summary>
internal enum TransmissionEnd
{
    /// <summary>A clean close: FIN.</summary>
    Close,

    /// <summary>A reset: RST.</summary>
    Reset,

    /// <summary>Nothing, until the caller leaves or the server ends.</summary>
    Hang,
}
