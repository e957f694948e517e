using System.Reflection;

namespace SeedanceGen.SpecChange.Wire;

/// <summary>The SDK's structs over a text, each known value a static property.</summary>
internal static class OpenEnumeration
{
    public static bool Is(Type type) => type.IsValueType && type.GetInterfaces().Any(face => face.Name == "IOpenEnumeration`1");

    public static IEnumerable<PropertyInfo> Members(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == type);

    /// <summary>The value with this text, or the first known value.</summary>
    public static object? Value(Type type, string? text) =>
        text is null ? Members(type).First().GetValue(null) : Activator.CreateInstance(type, text);
}
