using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>One overload of a <c>With…</c> method.</summary>
/// <param name="Type">The type of the parameter that carries the value, with <c>params</c> where it takes several.</param>
/// <param name="Statement">Stores the value; <c>{0}</c> is the parameter, <c>{1}</c> the builder's field.</param>
/// <param name="IsEntry">Whether a key comes before the value.</param>
/// <param name="Exception">What the statement may throw.</param>
internal sealed record Setter(string Type, string Statement, bool IsEntry, string? Exception);

/// <summary>Writes the <c>With…</c> methods of a property.</summary>
internal sealed class SetterEmitter(SourceWriter writer, FieldSchemas schemas)
{
    public const string KeyComment = "The name of the entry; a later value for the same name replaces the earlier one.";

    private const string Preferred = "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]";

    /// <summary>The methods that store the value.</summary>
    /// <param name="property">The property.</param>
    /// <param name="self">The type of the builder.</param>
    /// <param name="isPreferred">Whether <c>new() { … }</c> could be meant for another overload too.</param>
    public void EmitStoring(PropertyModel property, string self, bool isPreferred = false)
    {
        foreach (var setter in PropertyShape.Setters(property))
        {
            Open(property, property.IsRequired, property.Limits, setter, "public " + self, isPreferred);
            var statement = setter.Statement.Replace("{0}", Parameter(property, setter)).Replace("{1}", PropertyShape.Field(property));
            writer.Line(statement);
            writer.Line($"return ({self})this;");
            writer.Close();
        }
    }

    /// <summary>The methods of a variant, which only differ in what they accept.</summary>
    public void EmitNarrowing(PropertyModel property, bool isRequired, Limits limits, string self)
    {
        foreach (var setter in PropertyShape.Setters(property))
        {
            Open(property, isRequired, limits, setter, "public new " + self);
            writer.Line($"base.With{property.Name}({(setter.IsEntry ? "key, " : string.Empty)}{Parameter(property, setter)});");
            writer.Line("return this;");
            writer.Close();
        }
    }

    private void Open(PropertyModel property, bool isRequired, Limits limits, Setter setter, string declaration, bool isPreferred = false)
    {
        writer.Line();
        Document(property, limits, setter);
        var key = setter.IsEntry ? "\n    string key," : string.Empty;
        if (property.DeprecatedMessage is { } message)
            writer.Line(Literals.Obsolete(message));
        if (isPreferred)
            writer.Line(Preferred);
        writer.Open(
            $"{declaration} With{property.Name}({key}\n    {schemas.AttributeOf(property, isRequired, limits)}"
            + $"\n    {setter.Type} {Parameter(property, setter)})");
    }

    private void Document(PropertyModel property, Limits limits, Setter setter)
    {
        var what = setter.IsEntry ? "Adds an entry to" : "Sets";
        writer.Line("/// <summary>");
        writer.Line($"/// {what} <c>{Literals.CommentLine(property.Field)}</c>.");
        foreach (var line in Literals.Comment(property.Description))
            writer.Line("/// " + line);
        writer.Line("/// </summary>");
        if (setter.IsEntry)
            writer.Parameter("key", KeyComment);

        var values = setter.IsEntry ? "The value." : $"Accepted: {FieldRuleDescription.Of(property, limits)}.";
        writer.Parameter(Parameter(property, setter), values);
        writer.Line("/// <returns>This builder.</returns>");
        if (setter.Exception is { } exception)
            writer.Line($"/// <exception cref=\"{exception}\">{Reason(exception, setter)}</exception>");
    }

    private static string Parameter(PropertyModel property, Setter setter) => setter.IsEntry ? "value" : PropertyShape.Parameter(property);

    private static string Reason(string exception, Setter setter) => exception.EndsWith("UriFormatException", StringComparison.Ordinal)
        ? "The text cannot be a link."
        : setter.IsEntry ? "The name, or a text, is null." : "The value is null.";
}
