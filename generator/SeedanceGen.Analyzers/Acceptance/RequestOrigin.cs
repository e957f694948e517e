using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>Finds the model of a request from how the request is written.</summary>
internal static class RequestOrigin
{
    /// <summary>The model that a request has in the end: copies that are made of it in place may name another.</summary>
    public static VariantRules? FinalModelOf(IOperation request, RequestRules rules)
    {
        while (request.Parent is IWithOperation copy && copy.Operand == request)
            request = copy;

        return ModelOf(request, rules);
    }

    /// <summary>The model of a request expression; null when that is not written in place, or the SDK does not know the model.</summary>
    public static VariantRules? ModelOf(IOperation request, RequestRules rules) => request switch
    {
        IObjectCreationOperation { Initializer: { } initializer } => ModelIn(initializer, rules),
        IWithOperation { Initializer: { } initializer } copy when Decides(initializer, rules) => ModelIn(initializer, rules),
        IWithOperation copy => ModelOf(copy.Operand, rules),
        IInvocationOperation { Instance: { } builder } => rules.Find(builder.Type),
        _ => null,
    };

    /// <summary>The model that an initializer names.</summary>
    private static VariantRules? ModelIn(IObjectOrCollectionInitializerOperation initializer, RequestRules rules) =>
        DecisionIn(initializer, rules) is { Target.Type: { } type, Value: var value } ? rules.Find(ValueReader.Read(value, type)) : null;

    private static bool Decides(IObjectOrCollectionInitializerOperation initializer, RequestRules rules) =>
        DecisionIn(initializer, rules) is not null;

    private static ISimpleAssignmentOperation? DecisionIn(IObjectOrCollectionInitializerOperation initializer, RequestRules rules) =>
        initializer.Initializers.OfType<ISimpleAssignmentOperation>().FirstOrDefault(
            assignment => assignment.Target is IPropertyReferenceOperation target && target.Property.Name == rules.DecidingProperty);
}
