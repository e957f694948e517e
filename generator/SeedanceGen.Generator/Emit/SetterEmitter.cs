using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes the <c>With…</c> methods of a property.</summary>
internal sealed class SetterEmitter(SourceWriter writer)
{
    /// <summary>The methods of the base, which store the value.</summary>
    public void EmitStoring(PropertyModel property, Limits limits, string self)
    {
        foreach (var setter in PropertyShape.Setters(property))
        {
            Open(property, limits, setter, "public " + self);
            var statement = setter.Statement.Replace("{0}", Parameter(property, setter)).Replace("{1}", PropertyShape.Field(property));
            writer.Line(statement);
            writer.Line($"return ({self})this;");
            writer.Close();
        }
    }

    /// <summary>The methods of a variant, which only differ in what they accept.</summary>
    public void EmitNarrowing(PropertyModel property, Limits limits, string self)
    {
        foreach (var setter in PropertyShape.Setters(property))
        {
            Open(property, limits, setter, "public new " + self);
            writer.Line($"base.With{property.Name}({(setter.IsEntry ? "key, " : string.Empty)}{Parameter(property, setter)});");
            writer.Line("return this;");
            writer.Close();
        }
    }

    private void Open(PropertyModel property, Limits limits, Setter setter, string declaration)
    {
        writer.Line();
        Document(property, limits, setter);
        var key = setter.IsEntry ? "\n    string key," : string.Empty;
        var attributes = string.Concat(RuleAttributes.Of(property, limits).Select(attribute => "\n    " + attribute));
        if (property.IsDeprecated)
            writer.Line(Literals.Obsolete);
        writer.Open($"{declaration} With{property.Name}({key}{attributes}\n    {setter.Type} {Parameter(property, setter)})");
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
            writer.Line("/// <param name=\"key\">The name of the entry; a later value for the same name replaces the earlier one.</param>");

        var accepted = Literals.CommentLine(AcceptedWords.Of(property, limits));
        var values = setter.IsEntry ? "The value." : $"Accepted: {accepted}.";
        writer.Line($"/// <param name=\"{Parameter(property, setter).TrimStart('@')}\">{values}</param>");
        writer.Line("/// <returns>This builder.</returns>");
        if (setter.Exception is { } exception)
            writer.Line($"/// <exception cref=\"{exception}\">{Reason(exception, setter)}</exception>");
    }

    private static string Parameter(PropertyModel property, Setter setter) => setter.IsEntry ? "value" : PropertyShape.Parameter(property);

    private static string Reason(string exception, Setter setter) => exception.EndsWith("UriFormatException", StringComparison.Ordinal)
        ? "The text cannot be a link."
        : setter.IsEntry ? "The name, or a text, is null." : "The value is null.";
}
