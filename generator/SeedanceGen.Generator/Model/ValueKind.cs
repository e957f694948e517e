namespace SeedanceGen.Generator.Model;

/// <summary>What a property holds, as far as the emitted code differs.</summary>
internal enum ValueKind
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A string with <c>format: uri</c>.</summary>
    Link,

    /// <summary>A string of an open enumeration.</summary>
    Choice,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A truth value.</summary>
    Flag,

    /// <summary>Any JSON value.</summary>
    Json,

    /// <summary>A JSON object of any shape that NSwag leaves as a JSON value.</summary>
    JsonObject,

    /// <summary>A struct that has no rules: a date, a time, a GUID.</summary>
    OpaqueStruct,

    /// <summary>An object that has no rules: a nested record, bytes.</summary>
    OpaqueClass,

    /// <summary>Several values.</summary>
    List,

    /// <summary>A free-form object.</summary>
    Map,
}
