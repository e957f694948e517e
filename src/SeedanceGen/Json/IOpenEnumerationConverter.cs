namespace SeedanceGen.Json;

/// <summary>
/// The converter of an open enumeration. A tool that describes types finds it as <c>JsonTypeInfo.Converter</c>, and needs no reflection.
/// </summary>
public interface IOpenEnumerationConverter
{
    /// <summary>The values that this version of the API description knows, exactly as they are sent, in its order.</summary>
    IReadOnlyList<string> KnownValues { get; }
}
