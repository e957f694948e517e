namespace SeedanceGen.TestKit.Proxy;

/// <summary>The test that the calling code belongs to.</summary>
/// <param name="Name">Its class and method, and which of their runs.</param>
/// <param name="IsPastTheProxy">Whether it is marked with <see cref="PastTheProxyAttribute"/>.</param>
public sealed record CurrentTest(string Name, bool IsPastTheProxy)
{
    private static readonly AsyncLocal<CurrentTest?> Current = new();

    /// <summary>Null in code that no test called.</summary>
    public static CurrentTest? Value
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
