using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>Judges the properties that an object initializer or a <c>with</c> expression sets.</summary>
internal static class InitializerJudge
{
    public static void Judge(
        OperationAnalysisContext context, IObjectOrCollectionInitializerOperation initializer, RequestRules request, RequestModel? model)
    {
        var builder = model?.Rules ?? request.Plain;
        var judge = new ValueJudge(context, model?.Value);
        foreach (var item in initializer.Initializers)
        {
            if (item is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment &&
                builder.Find(target.Property.Name) is { } rules)
            {
                judge.Judge(assignment.Value, rules, place: assignment.Value.Syntax);
            }
        }
    }
}
