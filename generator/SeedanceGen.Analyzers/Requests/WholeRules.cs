using Microsoft.CodeAnalysis;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>The rules of a whole request: the SDK's <c>RequestSchema</c> attribute, read from metadata.</summary>
/// <param name="schema">The schema.</param>
/// <param name="decidingField">The deciding field as it is sent.</param>
internal sealed class WholeRules(JsonSchema schema, string decidingField)
{
    private const string Components = "#/components/schemas";

    /// <summary>The deciding field as it is sent.</summary>
    public string Field => decidingField;

    /// <summary>The rules of a request type; null when it has none, or this version of the analyzer cannot read them.</summary>
    public static WholeRules? Read(INamedTypeSymbol request, INamedTypeSymbol requestSchema)
    {
        foreach (var attribute in request.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, requestSchema)
                && attribute.ConstructorArguments is { Length: 3 } arguments && arguments[0].Value is string component
                && arguments[1].Value is string field && arguments[2].Value is string json)
                return Read(component, field, json);
        }

        return null;
    }

    /// <summary>Every certain violation, as the client finds them: a model that the SDK does not know may be a newer one.</summary>
    public IReadOnlyList<SchemaViolation> Violations(PlacedValue request)
    {
        var run = new SchemaRun();
        try
        {
            schema.Validate(new(request), run);
        }
        catch (NotSupportedException)
        {
            // A pattern that this version cannot follow: the run time checks it.
            return [];
        }

        SchemaViolation.RemoveUndecided(run.Violations, SchemaRun.Escape(decidingField));
        SchemaViolation.RemoveRepeated(run.Violations);
        return run.Violations;
    }

    private static WholeRules? Read(string component, string field, string json)
    {
        try
        {
            var document = System.Text.Json.JsonDocument.Parse(json).RootElement;
            return new WholeRules(new SchemaReader(document).At(Components + SchemaRun.Escape(component)), field);
        }
        catch (Exception unreadable) when (unreadable is FormatException or KeyNotFoundException or NotSupportedException
            or InvalidCastException or NullReferenceException)
        {
            return null;
        }
    }
}
