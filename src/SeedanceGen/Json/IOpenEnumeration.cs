namespace SeedanceGen.Json;

/// <summary>A string of the API of which some values are known; every other value is kept as it is.</summary>
/// <typeparam name="TSelf">The open enumeration itself.</typeparam>
internal interface IOpenEnumeration<TSelf>
    where TSelf : struct
{
    /// <summary>The values that this version of the API description knows, in its order; the same for each value.</summary>
    IReadOnlyList<TSelf> KnownValues { get; }

    /// <summary>The value exactly as it is sent.</summary>
    string Value { get; }

    /// <summary>Wraps a wire value, known or not.</summary>
    /// <param name="value">The value exactly as it is sent; not empty.</param>
    TSelf Create(string value);
}
