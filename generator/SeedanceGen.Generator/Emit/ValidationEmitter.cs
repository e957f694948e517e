using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes <c>Validate()</c>: which field is checked by which rules. How they are checked is written by hand in the SDK.</summary>
internal sealed class ValidationEmitter(RequestModel request, CancellationToken cancellationToken)
{
    private const string Rules = "global::SeedanceGen.Rules.";
    private const string Json = "global::SeedanceGen.Json.";

    /// <summary>The name of a property begins with a letter, so no member of the request has this name.</summary>
    private const string SchemaField = "__schema";

    /// <summary>The same rules as text, for <c>Validate()</c> and for the attribute that the analyzer reads.</summary>
    private const string SchemaText = "__SchemaText";

    private const string Violations = "global::System.Collections.Generic.IReadOnlyList<global::SeedanceGen.Rules.RuleViolation>";

    private readonly SourceWriter _writer = new();

    public string Emit()
    {
        var deciding = request.DecidingProperty;
        _writer.Header();
        foreach (var variant in request.Variants)
        {
            _writer.Line($"[{Rules}RequestBuilder(typeof(global::SeedanceGen.{variant.BuilderName}), {Literals.Text(deciding.Name)}, "
                + $"{Literals.Text(variant.Value)}, {Literals.Text(variant.Member)})]");
        }

        if (request.Schema is not null)
        {
            _writer.Line($"[{Rules}RequestSchema({Literals.Text(request.Component)}, {Literals.Text(deciding.Field)}, "
                + $"global::SeedanceGen.{request.TypeName}.{SchemaText})]");
        }

        var files = request.Properties.SelectMany(property => property.FileExtensions).Distinct().Select(Literals.Text).ToList();
        if (files.Count > 0)
            _writer.Line($"[{Rules}RequestFiles({string.Join(", ", files)})]");
        _writer.Open($"public sealed partial record {request.TypeName} : {Rules}IRuledRequest");
        _writer.Line("/// <summary>Checks the request by the rules of the API description, without sending anything.</summary>");
        _writer.Line(request.Schema is null
            ? "/// <returns>Every violation, in the order of the fields; nothing is allocated when there is none.</returns>"
            : "/// <returns>Every violation, in the order of the fields; then those inside objects and between fields.</returns>");
        _writer.Line("/// <remarks>");
        _writer.Line(
            $"/// A <c>{deciding.Field}</c> that this version of the API description does not know passes, "
            + "since the service may be newer; the limits");
        _writer.Line("/// that hold for all requests are checked then too.");
        _writer.Line("/// </remarks>");
        _writer.Line($"public {Violations} Validate() => Validate(strictly: false);");
        _writer.Line();
        _writer.Line("/// <summary>");
        _writer.Line(
            $"/// As <see cref=\"Validate()\"/>, but a <c>{deciding.Field}</c> that is not known is a violation, "
            + "as it is for the service.");
        _writer.Line("/// </summary>");
        _writer.Line("/// <returns>Every violation, in the order of the fields.</returns>");
        _writer.Line($"public {Violations} ValidateStrictly() => Validate(strictly: true);");
        _writer.Line();
        EmitCheck(deciding);
        EmitSchema(deciding);
        _writer.Close();
        return _writer.ToString();
    }

    private void EmitCheck(PropertyModel deciding)
    {
        _writer.Open($"private {Violations} Validate(bool strictly)");
        var value = deciding.Type.Kind != ValueKind.Choice
            ? $"this.{deciding.Name}"
            : $"(({deciding.Type.CSharp}?)this.{deciding.Name})?.Value";
        _writer.Line($"string? value = {value};");
        _writer.Line($"var known = global::SeedanceGen.{request.TableName}.Find(value);");
        _writer.Line($"var rules = known ?? global::SeedanceGen.{request.TableName}.Plain;");
        _writer.Line($"var validator = new {Rules}RequestValidator(value ?? string.Empty);");
        foreach (var property in request.Properties)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (property == deciding)
            {
                _writer.Line("if (known is null && !strictly)");
                _writer.Continuation("validator.NewerField(rules.DecidingField, value);");
                _writer.Line("else");
                _writer.Continuation("validator.Field(rules.DecidingField, value);");
            }
            else
            {
                _writer.Line(Check(property));
            }
        }

        if (request.Schema is not null)
        {
            _writer.Line($"validator.Whole({SchemaField}, this, {Json}ApiJson.TypeOf<{request.TypeName}>(");
            _writer.Continuation("global::SeedanceGen.SeedanceJsonContext.Default), strictly);");
        }

        _writer.Line("return validator.Violations;");
        _writer.Close();
    }

    /// <summary>The rules that no single field holds: objects in the request, and rules between fields.</summary>
    private void EmitSchema(PropertyModel deciding)
    {
        if (request.Schema is not { } schema)
            return;
        _writer.Line();
        _writer.Line($"private static readonly {Rules}RequestSchema {SchemaField} = new {Rules}RequestSchema(");
        _writer.Continuation($"{Literals.Text(request.Component)}, {Literals.Text(deciding.Field)}, {SchemaText});");
        _writer.Line();
        _writer.Line($"internal const string {SchemaText} =");
        _writer.Continuation(Literals.Json(schema) + ";");
    }

    private static string Check(PropertyModel property)
    {
        var (rules, value) = ("rules." + property.Name, "this." + property.Name);
        return property.Type.Kind switch
        {
            ValueKind.Integer => $"validator.Field({rules}, {Rules}RuleValue.Of((long?){value}));",
            ValueKind.Number when property.Type.CSharp == "float" => $"validator.Field({rules}, {Rules}RuleValue.Of((float?){value}));",
            ValueKind.Number => $"validator.Field({rules}, {Rules}RuleValue.Of((double?){value}));",
            ValueKind.Flag => $"validator.Field({rules}, {Rules}RuleValue.Of((bool?){value}));",
            ValueKind.Choice => $"validator.Field({rules}, (({property.Type.CSharp}?){value})?.Value);",
            ValueKind.OpaqueStruct => $"validator.Field({rules}, {Rules}RuleValue.Present((({property.Type.CSharp}?){value}).HasValue));",
            ValueKind.OpaqueClass => $"validator.Field({rules}, {Rules}RuleValue.Present({value} is not null));",
            ValueKind.List when property.Type.ItemKind is ValueKind.OpaqueClass or ValueKind.OpaqueStruct =>
                $"validator.Count({rules}, {value}?.Count);",
            ValueKind.List => $"validator.List({rules}, {value});",
            ValueKind.Map => $"validator.Count({rules}, {value}?.Count);",
            _ => $"validator.Field({rules}, {value});",
        };
    }
}
