using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Emit;

/// <summary>Writes <c>Validate()</c>: which field is judged by which rules. How they are judged is written by hand in the SDK.</summary>
internal sealed class ValidationEmitter(RequestModel request, CancellationToken cancellationToken)
{
    private const string Rules = "global::SeedanceGen.Rules.";
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

        _writer.Open($"public sealed partial record {request.TypeName}");
        _writer.Line("/// <summary>Judges the request by the rules of the API description, without sending anything.</summary>");
        _writer.Line("/// <returns>Every violation, in the order of the fields; nothing is allocated when there is none.</returns>");
        _writer.Line("/// <remarks>");
        _writer.Line($"/// A <c>{deciding.Field}</c> that this version of the API description does not know passes, since the service may be newer; the limits");
        _writer.Line("/// that hold for all requests are judged then too.");
        _writer.Line("/// </remarks>");
        _writer.Line($"public {Violations} Validate() => Judge(strictly: false);");
        _writer.Line();
        _writer.Line($"/// <summary>As <see cref=\"Validate\"/>, but a <c>{deciding.Field}</c> that is not known is a violation: the service's view.</summary>");
        _writer.Line($"internal {Violations} ValidateStrictly() => Judge(strictly: true);");
        _writer.Line();
        EmitJudge(deciding);
        _writer.Close();
        return _writer.ToString();
    }

    private void EmitJudge(PropertyModel deciding)
    {
        _writer.Open($"private {Violations} Judge(bool strictly)");
        var value = deciding.Type.Kind != ValueKind.Choice
            ? $"this.{deciding.Name}"
            : $"(({deciding.Type.CSharp}?)this.{deciding.Name})?.Value";
        _writer.Line($"string? value = {value};");
        _writer.Line($"var known = global::SeedanceGen.{request.TableName}.Find(value);");
        _writer.Line($"var rules = known ?? global::SeedanceGen.{request.TableName}.Plain;");
        _writer.Line($"var judge = new {Rules}RuleJudge(value ?? string.Empty);");
        for (var i = 0; i < request.Properties.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (i == request.Deciding)
            {
                _writer.Line("if (known is null && !strictly)");
                _writer.Continuation($"judge.NewerField(rules.Field({Literals.Plain(i)}), value);");
                _writer.Line("else");
                _writer.Continuation($"judge.Field(rules.Field({Literals.Plain(i)}), value);");
            }
            else
            {
                _writer.Line(Judgement(request.Properties[i], $"rules.Field({Literals.Plain(i)})"));
            }
        }

        _writer.Line("return judge.Violations;");
        _writer.Close();
    }

    private static string Judgement(PropertyModel property, string rules)
    {
        var value = "this." + property.Name;
        return property.Type.Kind switch
        {
            ValueKind.Integer => $"judge.Field({rules}, (long?){value});",
            ValueKind.Number => $"judge.Field({rules}, (double?){value});",
            ValueKind.Flag => $"judge.Field({rules}, (bool?){value});",
            ValueKind.Choice => $"judge.Field({rules}, (({property.Type.CSharp}?){value})?.Value);",
            ValueKind.OpaqueStruct => $"judge.Field({rules}, {Rules}RuleValue.Present((({property.Type.CSharp}?){value}).HasValue));",
            ValueKind.OpaqueClass => $"judge.Field({rules}, {Rules}RuleValue.Present({value} is not null));",
            ValueKind.List => $"judge.List({rules}, {value});",
            ValueKind.Map => $"judge.Count({rules}, {value}?.Count);",
            _ => $"judge.Field({rules}, {value});",
        };
    }
}
