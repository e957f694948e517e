namespace SeedanceGen.Testing;

/// <summary>How much of a response is sent before a fault ends it.</summary>
public enum FaultPoint
{
    /// <summary>Not one byte of the response is sent.</summary>
    BeforeResponse,

    /// <summary>The status line and a part of the first header are sent.</summary>
    InsideHeaders,

    /// <summary>All headers and half of the body are sent.</summary>
    InsideBody,

    /// <summary>The whole response is sent.</summary>
    AfterBody,
}
