using System.Text.Json.Nodes;

namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>One rule as the <c>FieldRules</c> attribute carries it.</summary>
/// <param name="Schema">The rule as a JSON Schema in the words of OpenAPI 3.0.</param>
/// <param name="Type">The type of the field in C#.</param>
/// <param name="Value">Makes a value that such a field can have, most often near a limit.</param>
internal sealed record RandomRule(JsonObject Schema, string Type, Func<object> Value);
