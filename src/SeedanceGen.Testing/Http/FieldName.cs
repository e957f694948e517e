using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;

namespace SeedanceGen.Testing.Http;

/// <summary>The wire names of fields, as the generated records declare them.</summary>
internal static class FieldName
{
    /// <summary>The name of a record's only field of a type.</summary>
    public static string Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TRecord, TValue>() =>
        typeof(TRecord).GetProperties()
        .Single(property => property.PropertyType == typeof(TValue))
        .GetCustomAttribute<JsonPropertyNameAttribute>()!
        .Name;
}
