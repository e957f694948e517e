using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SeedanceGen.Analyzers.Acceptance;
using SeedanceGen.Rules.Schema;

namespace SeedanceGen.Analyzers.Requests;

/// <summary>
/// SDG1001 for the rules that no single parameter has: those between fields, and what a model narrows inside an object. The request is read
/// from the source and validated by the core that the client uses; a rule that needs a value which is not known says nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RequestNotAcceptedAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.ConstantNotAccepted);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (RequestTypes.In(start.Compilation) is { } types)
            {
                start.RegisterOperationAction(operation => CheckCall(operation, types), OperationKind.Invocation);
                start.RegisterOperationAction(operation => CheckObject(operation, types), OperationKind.ObjectCreation, OperationKind.With);
            }
        });
    }

    /// <summary>The last call of a chain: with <c>Build()</c> the request is whole, otherwise more may be set elsewhere.</summary>
    private static void CheckCall(OperationAnalysisContext context, RequestTypes types)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.Instance is not { } builder || types.Of(types.MadeBy(builder.Type)) is not { } rules)
            return;

        var reader = new SourceReader(types).Builders;
        if (RequestTypes.IsBuild(call.TargetMethod))
        {
            // A copy that is made of the request in place is checked instead.
            if (call.Parent is not IWithOperation)
                Check(context, rules, reader.ReadBuilt(call)!, types.Catalog.ModelOf(builder.Type), isWhole: true);
        }
        else if (reader.IsSetter(call) && !IsInChain(call, types, reader))
        {
            var state = reader.Read(call, null).State;
            Check(context, rules, new PlacedValue(state, BuilderReader.NameOf(call)), types.Catalog.ModelOf(builder.Type), isWhole: false);
        }
    }

    private static bool IsInChain(IOperation call, RequestTypes types, BuilderReader reader)
    {
        while (call.Parent is IConversionOperation { OperatorMethod: null } conversion)
            call = conversion;
        return call.Parent is IInvocationOperation next && next.Instance == call
            && (reader.IsSetter(next) || (RequestTypes.IsBuild(next.TargetMethod) && types.MadeBy(call.Type) is not null));
    }

    private static void CheckObject(OperationAnalysisContext context, RequestTypes types)
    {
        var made = context.Operation;
        if (types.Of(made.Type) is not { } rules || made.Parent is IWithOperation || made is IObjectCreationOperation { Initializer: null })
            return;

        var read = new SourceReader(types).ReadObject(made);
        var state = (PartialObject)read.Value!;
        var model = state.Members.TryGetValue(rules.Field, out var chosen) && chosen is SourceValue { Value: string text } ? text : null;
        Check(context, rules, read, model ?? ModelOf(chosen), RequestUse.IsAsItIs(made));
    }

    private static string? ModelOf(object? chosen) => chosen as string;

    private static void Check(OperationAnalysisContext context, WholeRules rules, PlacedValue request, string? model, bool isWhole)
    {
        if (isWhole)
        {
            Report(context, rules, request, model);
            return;
        }

        // The analyzer checks each field alone: a value that breaks a rule by itself breaks it beside any other value too.
        var all = (PartialObject)request.Value!;
        foreach (var member in all.Members.Where(member => member.Key != rules.Field))
        {
            var only = new PartialObject { IsOpen = true };
            if (all.Members.TryGetValue(rules.Field, out var deciding))
                only.Set(rules.Field, deciding);
            only.Set(member.Key, member.Value);
            Report(context, rules, new PlacedValue(only, request.Place), model);
        }
    }

    private static void Report(OperationAnalysisContext context, WholeRules rules, PlacedValue request, string? model)
    {
        var said = new HashSet<(string Pointer, string Accepted)>();
        foreach (var violation in rules.Violations(request))
        {
            var at = request.At(violation.Pointer, out var isExact);
            if ((isExact && at.IsRejected) || !said.Add((violation.Pointer, violation.Accepted)))
                continue;

            var shown = isExact && at.Constant is { } constant ? constant.Display : ViolationValue.Of(violation.Value);
            var sentence = ViolationSentence.Of(
                violation.Keyword, violation.Field, shown, violation.Value is System.Text.Json.JsonElement, violation.Accepted);
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.ConstantNotAccepted,
                at.Place.GetLocation(),
                isExact ? NarrowedReplacements.Of(rules, request, at, violation) : null,
                sentence.Fault,
                model ?? ValueCheck.AnyModel,
                sentence.Claim));
        }
    }
}

/// <summary>A refused value that is no constant of the source, as a message shows it.</summary>
internal static class ViolationValue
{
    public static string Of(object? value) => value switch
    {
        null => "nothing",
        System.Text.Json.JsonElement { ValueKind: System.Text.Json.JsonValueKind.Object } => "an object",
        System.Text.Json.JsonElement { ValueKind: System.Text.Json.JsonValueKind.Array } => "a list",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
