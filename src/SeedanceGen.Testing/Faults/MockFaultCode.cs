namespace SeedanceGen.Testing.Faults;

/// <summary>The C# that makes a fault, so that what chaos prints can be pasted.</summary>
/// <param name="Call">The call that makes it, such as <c>Status(503)</c>.</param>
/// <param name="IsProcessedByItself">Whether that call alone makes a fault that is processed.</param>
internal readonly record struct MockFaultCode(string Call, bool IsProcessedByItself)
{
    /// <summary>The whole expression for a fault that is processed, or is not.</summary>
    public string Text(bool isProcessed) => $"{nameof(MockFault)}.{Call}" + (isProcessed == IsProcessedByItself ? ""
        : isProcessed ? $".{nameof(MockFault.AfterProcessing)}()" : $".{nameof(MockFault.WithoutProcessing)}()");
}
