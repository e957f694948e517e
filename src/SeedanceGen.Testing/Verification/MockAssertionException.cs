namespace SeedanceGen.Testing;

/// <summary>
/// An expectation about a mock server did not hold. It belongs to no test framework: any of them shows it as a failed test.
/// </summary>
public sealed class MockAssertionException : Exception
{
    internal MockAssertionException(string message)
        : base(message)
    {
    }
}
