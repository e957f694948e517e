using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SeedanceGen.Analyzers.Acceptance;
using SeedanceGen.Rules;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>
/// Reads the value that an expression has when it runs, as far as the expression itself says it. A variable, a call and a choice are not
/// known: nothing is guessed.
/// </summary>
internal sealed class SourceReader
{
    private const string JsonElementName = "JsonElement";
    private const string PairName = "KeyValuePair";

    private readonly RequestTypes _types;
    private readonly BuilderReader _builders;

    public SourceReader(RequestTypes types) => (_types, _builders) = (types, new BuilderReader(types, this));

    public BuilderReader Builders => _builders;

    public static IOperation WithoutConversions(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
            operation = conversion.Operand;
        return operation;
    }

    /// <summary>The value that a parameter takes.</summary>
    public PlacedValue Read(IOperation expression, ParameterRules rules) =>
        rules.TakesMany ? ReadMany(expression, rules) : ReadOne(expression, rules.ValueType, rules);

    /// <summary>An object initializer or a copy, of a request or of an object in one.</summary>
    public PlacedValue ReadObject(IOperation made)
    {
        switch (made)
        {
            case IObjectCreationOperation creation:
                var fresh = new PartialObject { IsOpen = !creation.Arguments.IsEmpty };
                _types.Catalog.FixedFieldOf(creation.Type)?.SetIn(fresh);
                Assign(fresh, creation, creation.Initializer);
                Expect(fresh, creation);
                return new PlacedValue(fresh, PlaceOf(creation.Syntax));
            case IWithOperation copy:
                var operand = WithoutConversions(copy.Operand);
                var copied = ReadOne(operand, made.Type!, null).Value as PartialObject ?? new PartialObject { IsOpen = true };
                Assign(copied, copy, copy.Initializer);
                return new PlacedValue(copied, copy.Initializer.Syntax);
            default:
                return PlacedValue.Unknown(made.Syntax);
        }
    }

    /// <summary>What a message about a whole object points at: its type, or what stands for it.</summary>
    private static SyntaxNode PlaceOf(SyntaxNode creation) =>
        creation is ObjectCreationExpressionSyntax { Type: var type } ? type : creation;

    /// <summary>
    /// Whether a value is certainly sent. A cast and <c>as</c> may give null. The compiler calls a value from code without annotations
    /// not null, and it may be. An undefined <c>JsonElement</c> is not sent.
    /// </summary>
    private static bool IsSure(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion)
            value = conversion.Operand;
        return value.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
            ? value.Type.Name != JsonElementName
            : value.SemanticModel?.GetTypeInfo(value.Syntax).Nullability
                is { FlowState: NullableFlowState.NotNull, Annotation: NullableAnnotation.NotAnnotated };
    }

    private void Assign(PartialObject target, IOperation made, IObjectOrCollectionInitializerOperation? initializer)
    {
        if (initializer is null)
            return;
        foreach (var item in initializer.Initializers)
        {
            if (item is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment)
            {
                target.IsOpen = true;
                continue;
            }

            var request = _types.Catalog.Of(made.Type);
            if (request?.DecidingProperty == property.Name)
            {
                SetModel(target, request, assignment.Value, property.Type, made.Type);
                continue;
            }

            var rules = (request is null ? _types.Catalog.OfNested(made.Type) : RulesOf(request, made))?.Find(property.Name);
            if (rules is not null)
                Set(target, rules, assignment.Value, property.IsRequired);
            else if (property.IsOverride && _types.Catalog.FixedFieldOf(made.Type) is { } kind)
                target.Set(kind.Field, PlacedValue.Unknown(assignment.Value.Syntax));
            else
                target.IsOpen = true;
        }
    }

    private static BuilderRules RulesOf(RequestRules request, IOperation made) =>
        RequestOrigin.FinalModelOf(made, request)?.Rules ?? request.Plain;

    private void SetModel(PartialObject target, RequestRules request, IOperation value, ITypeSymbol type, ITypeSymbol? made)
    {
        if (_types.Of(made) is not { } whole)
            return;
        var known = ValueReader.Read(value, ParameterRules.WithoutNullability(type));
        var text = request.Find(known)?.Value ?? known?.Text;
        target.Set(
            whole.Field,
            text is null ? PlacedValue.Unknown(value.Syntax) : new PlacedValue(text, value.Syntax) { Constant = known });
    }

    private void Set(PartialObject target, ParameterRules rules, IOperation value, bool isRequired)
    {
        if (WithoutConversions(value).ConstantValue is { HasValue: true, Value: null })
        {
            // What is optional and null is not sent; what is required may be sent as null.
            if (isRequired)
                target.SetPossible(rules.Field);
            else
                target.Remove(rules.Field);
            return;
        }

        var read = ReadMap(value, rules) ?? Read(value, rules);
        if (read.Value is UnknownValue && !IsSure(value))
            target.SetPossible(rules.Field);
        else
            target.Set(rules.Field, read);
    }

    /// <summary>
    /// Notes each required property that is absent as one that may be set: the compiler reports that it is missing, so the analyzer does
    /// not.
    /// </summary>
    private void Expect(PartialObject made, IObjectCreationOperation creation)
    {
        var request = _types.Catalog.Of(creation.Type);
        for (var type = creation.Type; type is not null; type = type.BaseType)
        {
            foreach (var property in type.GetMembers().OfType<IPropertySymbol>().Where(property => property.IsRequired))
            {
                var field = property.Name == request?.DecidingProperty
                    ? _types.Of(creation.Type)?.Field
                    : (request?.Plain ?? _types.Catalog.OfNested(creation.Type))?.Find(property.Name)?.Field;
                if (field is null)
                    made.IsOpen = true;
                else if (!made.Members.ContainsKey(field))
                    made.SetPossible(field);
            }
        }
    }

    private PlacedValue ReadOne(IOperation expression, ITypeSymbol type, ParameterRules? rules)
    {
        if (ValueReader.Read(expression, type) is { } known)
        {
            return new PlacedValue(JsonOf(known, rules), known.Syntax)
            {
                Constant = known,
                Rules = rules,
                IsRejected = rules?.Accepts(known) == false,
            };
        }

        var operation = WithoutConversions(expression);
        if (operation is IInvocationOperation call && _builders.ReadBuilt(call) is { } built)
            return built;
        if (operation is IObjectCreationOperation or IWithOperation
            && (_types.Catalog.OfNested(operation.Type) is not null || _types.Catalog.Of(operation.Type) is not null))
            return ReadObject(operation);
        return ParameterRules.ElementOf(type) is { } element && ReadItems(operation, element, null) is { } items
            ? new PlacedValue(items, expression.Syntax)
            : PlacedValue.Unknown(expression.Syntax);
    }

    private PlacedValue ReadMany(IOperation expression, ParameterRules rules)
    {
        // The items of a dictionary are its entries: one that is not read as a map is not known.
        if (rules.ValueType.Name == PairName || ReadItems(expression, rules.ValueType, rules) is not { } items)
            return PlacedValue.Unknown(expression.Syntax);

        var constants = items.OfType<PlacedValue>().Select(item => item.Constant).OfType<KnownValue>()
            .Select(constant => constant.Member ?? constant.Rule.Key).ToList();
        return new PlacedValue(items, PlaceOfArguments(expression))
        {
            IsRejected = rules.Collection.BrokenByCount(items.Count) != RuleKeywords.None
                || (rules.Collection.UniqueItems && constants.Distinct(StringComparer.Ordinal).Count() < constants.Count),
        };
    }

    /// <summary>Values that are written as arguments have no expression of their own.</summary>
    private static SyntaxNode PlaceOfArguments(IOperation expression) => expression.Parent is IArgumentOperation argument
        ? ConstantNotAcceptedAnalyzer.PlaceOf(argument)
        : expression.Syntax;

    /// <summary>The items of a list that is written in place as a whole; null otherwise.</summary>
    private List<object?>? ReadItems(IOperation expression, ITypeSymbol type, ParameterRules? rules) =>
        KnownCollection.Read(expression) is { IsWhole: true } collection && collection.Count == collection.Elements.Length
            ? [.. collection.Elements.Select(item => ReadOne(item, type, rules))]
            : null;

    /// <summary>
    /// A dictionary that is written in place; null when the property takes no dictionary, or the dictionary is not written in place.
    /// </summary>
    private PlacedValue? ReadMap(IOperation expression, ParameterRules rules)
    {
        if (WithoutConversions(expression) is not IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: { } entries } made
            || made.Type is not { Name: "Dictionary" } type || type is not INamedTypeSymbol { TypeArguments: { Length: 2 } arguments })
            return null;

        var map = new PartialObject();
        foreach (var entry in entries.Initializers)
        {
            var (key, value) = entry switch
            {
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 1 } target } assignment =>
                    (target.Arguments[0].Value, assignment.Value),
                IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 2 } add =>
                    (add.Arguments[0].Value, add.Arguments[1].Value),
                _ => default,
            };
            if (key?.ConstantValue is { HasValue: true, Value: string name })
                map.Set(name, ReadOne(value, ParameterRules.WithoutNullability(arguments[1]), null));
            else
                map.IsOpen = true;
        }

        return new PlacedValue(map, expression.Syntax) { Rules = rules };
    }

    /// <summary>A constant as the rule core reads it. Of an open enumeration, the rules know the text of each member.</summary>
    private static object? JsonOf(KnownValue known, ParameterRules? rules)
    {
        if (known.Member is { } member)
        {
            var index = rules is null ? -1 : Array.IndexOf(rules.Value.Members, member);
            return index >= 0 && index < rules!.Value.Texts.Length ? rules.Value.Texts[index] : UnknownValue.Instance;
        }

        return known.Rule.IsNumber && (double.IsNaN(known.Rule.Number) || double.IsInfinity(known.Rule.Number))
            ? UnknownValue.Instance
            : known.Rule.ToObject();
    }
}
