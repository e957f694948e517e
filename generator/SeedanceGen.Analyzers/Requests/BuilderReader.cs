using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SeedanceGen.Analyzers.Acceptance;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>Reads what a chain of a builder's calls sets, by the rule attributes of the methods.</summary>
internal sealed class BuilderReader(RequestTypes types, SourceReader values)
{
    private const string SetterPrefix = "With";

    /// <summary>What a finished chain makes; null when the call finishes none.</summary>
    public PlacedValue? ReadBuilt(IInvocationOperation call) =>
        RequestTypes.IsBuild(call.TargetMethod) && call.Instance is { } builder && types.MadeBy(builder.Type) is not null
            ? new PlacedValue(Read(builder, null).State, NameOf(call))
            : null;

    /// <summary>What a chain sets, and whether it all stands in the chain; its beginning may be a variable, with more.</summary>
    /// <param name="chain">The last call, or the beginning.</param>
    /// <param name="known">The builder that a lambda is given, with what it has so far; null outside of one.</param>
    public BuilderChain Read(IOperation chain, BuilderChain? known)
    {
        var operation = SourceReader.WithoutConversions(chain);
        switch (operation)
        {
            case IParameterReferenceOperation { Parameter: var parameter }
                when SymbolEqualityComparer.Default.Equals(parameter, known?.Parameter):
                return known!;
            case IInvocationOperation { Instance: { } builder } call when SettingOf(call) is { } setting:
                var state = Read(builder, known);
                setting.Apply(state.State);
                return state;
            case IInvocationOperation { Instance: null, TargetMethod: var factory } call when IsFactory(factory):
                return Started(call.Arguments, factory, call.Type);
            case IObjectCreationOperation { Constructor: { } constructor } creation
                when types.MadeBy(creation.Type) is not null && SetsFieldsOnly(constructor):
                return Started(creation.Arguments, constructor, creation.Type);
            default:
                var open = new PartialObject { IsOpen = true };
                SetModel(open, operation.Type);
                return new BuilderChain(open, IsWhole: false, Parameter: null);
        }
    }

    /// <summary>Whether a call sets something in a builder; what it sets follows from its parameters.</summary>
    public bool IsSetter(IInvocationOperation call) => SettingOf(call) is not null;

    /// <summary>The name of the method that a message about the whole object points at.</summary>
    public static SyntaxNode NameOf(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name } } ? name : call.Syntax;

    /// <summary>Whether a method of the SDK starts a builder: each of its parameters sets a field.</summary>
    private bool IsFactory(IMethodSymbol method) =>
        types.MadeBy(method.ReturnType) is { } made && !method.IsExtensionMethod
        && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, made.ContainingAssembly)
        && SetsFieldsOnly(method);

    private bool SetsFieldsOnly(IMethodSymbol method) =>
        method.Parameters.IsEmpty || types.Catalog.AllOf(method) is { IsEmpty: false } rules && rules.All(rule => rule is not null);

    private BuilderChain Started(IEnumerable<IArgumentOperation> arguments, IMethodSymbol method, ITypeSymbol? builder)
    {
        var state = new PartialObject();
        SetModel(state, builder);
        types.Catalog.FixedFieldOf(types.MadeBy(builder))?.SetIn(state);
        SetFields(state, arguments, types.Catalog.AllOf(method));
        return new BuilderChain(state, IsWhole: true, Parameter: null);
    }

    private void SetModel(PartialObject state, ITypeSymbol? builder)
    {
        if (types.Of(types.MadeBy(builder)) is { } whole)
            state.Set(whole.Field, (object?)types.Catalog.ModelOf(builder) ?? UnknownValue.Instance);
    }

    private void SetFields(PartialObject state, IEnumerable<IArgumentOperation> arguments, IReadOnlyList<ParameterRules?> rules)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { Type.TypeKind: not TypeKind.Delegate } parameter && rules[parameter.Ordinal] is { } field)
            {
                state.Set(
                    field.Field,
                    IsDictionary(parameter.Type) ? PlacedValue.Unknown(argument.Syntax) : values.Read(argument.Value, field));
            }
        }
    }

    private static bool IsDictionary(ITypeSymbol type) => type.Name == "IReadOnlyDictionary";

    /// <summary>What a call sets; null when it sets nothing, or when it is not understood.</summary>
    private BuilderSetting? SettingOf(IInvocationOperation call)
    {
        var rules = types.Catalog.AllOf(call.TargetMethod);
        if (rules.IsEmpty || rules[rules.Length - 1] is not { } last || call.Arguments.Length != rules.Length)
            return null;

        var inOrder = call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal).ToList();
        var isDelegate = call.TargetMethod.Parameters[rules.Length - 1].Type.TypeKind == TypeKind.Delegate;
        var isSetter = call.TargetMethod.Name == SetterPrefix + last.Property;
        var key = inOrder.Where(argument => rules[argument.Parameter!.Ordinal] is null).Select(argument => argument.Value).ToList();
        if (key.Count > 1 || (!isDelegate && !isSetter) || (!isDelegate && rules.Length > 1 + key.Count))
            return null;

        return new BuilderSetting(
            last.Field,
            key.FirstOrDefault(),
            IsAdded: !isSetter,
            () => isDelegate ? ReadFieldByField(call, inOrder, rules) : values.Read(inOrder[inOrder.Count - 1].Value, last));
    }

    /// <summary><c>WithCamera(motion, camera => camera.WithStrength(0.5))</c>: the object that such a method makes.</summary>
    private PlacedValue ReadFieldByField(
        IInvocationOperation call, List<IArgumentOperation> arguments, IReadOnlyList<ParameterRules?> rules)
    {
        var configure = arguments[arguments.Count - 1];
        var made = (configure.Parameter?.Type as INamedTypeSymbol)?.TypeArguments.Select(types.MadeBy).FirstOrDefault();
        var state = new PartialObject();
        types.Catalog.FixedFieldOf(made)?.SetIn(state);
        SetFields(state, arguments, rules);
        return Configure(SourceReader.WithoutConversions(configure.Value), state)
            ? new PlacedValue(state, NameOf(call))
            : PlacedValue.Unknown(NameOf(call));
    }

    /// <summary>Applies a delegate; false when it does more than call the builder, one call after the other.</summary>
    private bool Configure(IOperation configure, PartialObject state)
    {
        if (configure.ConstantValue is { HasValue: true, Value: null } || configure is IDefaultValueOperation)
            return true;
        if (configure is not IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            || lambda.Symbol.Parameters.Length != 1)
            return false;

        var builder = new BuilderChain(state, IsWhole: true, lambda.Symbol.Parameters[0]);
        var calls = 0;
        foreach (var statement in lambda.Body.Operations)
        {
            if (statement is IReturnOperation { ReturnedValue: null })
                continue;
            if (statement is not IExpressionStatementOperation { Operation: var chain } || Read(chain, builder) != builder)
                return false;
            calls++;
        }

        return calls == lambda.Body.Descendants().OfType<IParameterReferenceOperation>()
            .Count(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, builder.Parameter));
    }
}

/// <summary>What a chain sets.</summary>
/// <param name="State">The object so far.</param>
/// <param name="IsWhole">Whether the chain begins where the builder is made.</param>
/// <param name="Parameter">The parameter of the lambda that is given the builder; null outside of one.</param>
internal sealed record BuilderChain(PartialObject State, bool IsWhole, IParameterSymbol? Parameter);

/// <summary>What one call sets.</summary>
/// <param name="Field">The field as it is sent.</param>
/// <param name="Key">The name of the entry, when the field takes entries.</param>
/// <param name="IsAdded">Whether the value is one more in a list.</param>
/// <param name="Read">Reads the value.</param>
internal sealed record BuilderSetting(string Field, IOperation? Key, bool IsAdded, Func<PlacedValue> Read)
{
    public void Apply(PartialObject state)
    {
        var value = Read();
        if (Key is null && !IsAdded)
            state.Set(Field, value);
        else if (Key is null)
            Append(state, value);
        else
            Enter(state, Key, value);
    }

    private void Append(PartialObject state, PlacedValue value)
    {
        if (state.MayHave(Field) || (Of(state) is { } before && before is not List<object?>))
            state.Set(Field, PlacedValue.Unknown(value.Place));
        else
            state.Set(Field, new PlacedValue(new List<object?>(Of(state) as List<object?> ?? []) { value }, value.Place));
    }

    private void Enter(PartialObject state, IOperation key, PlacedValue value)
    {
        var map = Of(state) as PartialObject ?? new PartialObject { IsOpen = state.MayHave(Field) || Of(state) is not null };
        if (key.ConstantValue is { HasValue: true, Value: string name })
            map.Set(name, value);
        else
            map.IsOpen = true;
        state.Set(Field, new PlacedValue(map, value.Place));
    }

    private object? Of(PartialObject state) =>
        state.Members.TryGetValue(Field, out var member) ? (member is SourceValue source ? source.Value : member) : null;
}
