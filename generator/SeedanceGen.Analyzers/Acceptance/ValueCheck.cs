using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>Checks the value of one parameter or property, and reports what the model does not accept.</summary>
/// <param name="context">Where to report.</param>
/// <param name="model">The model as it is sent; null when the request may be for any.</param>
internal readonly struct ValueCheck(OperationAnalysisContext context, string? model)
{
    /// <summary>What a message names as the one that accepts, when the request may be for any model.</summary>
    public const string AnyModel = "the API";

    private const string Accepts = "accepts ";
    private const string AnyValue = "other values";

    public void Check(IOperation value, ParameterRules rules, SyntaxNode place)
    {
        if (!rules.TakesMany)
        {
            CheckOne(value, rules);
        }
        else if (KnownCollection.Read(value) is { } collection)
        {
            CheckMany(collection, rules, place);
        }
    }

    private void CheckMany(KnownCollection collection, ParameterRules rules, SyntaxNode place)
    {
        CheckCount(collection, rules, place);
        var seen = rules.Collection.UniqueItems ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var element in collection.Elements)
        {
            if (CheckOne(element, rules) is { } known && seen?.Add(known.Member ?? known.Rule.Key) == false)
                Report(known.Syntax, $"{rules.Field} repeats {known.Display}", rules.Collection);
        }
    }

    private void CheckCount(KnownCollection collection, ParameterRules rules, SyntaxNode place)
    {
        var broken = rules.Collection.BrokenByCount(collection.Count);
        if (broken == RuleKeywords.MaximumCount)
        {
            // Points at the first value that is too many, when it is among those that are written one by one.
            var maximum = rules.Collection.MaximumCount;
            var excess = maximum < collection.Elements.Length ? collection.Elements[maximum].Syntax : place;
            Report(excess, Counted(collection, rules), rules.Collection);
        }
        else if (broken == RuleKeywords.MinimumCount && collection.IsWhole)
        {
            Report(place, Counted(collection, rules), rules.Collection);
        }
    }

    /// <returns>The value when it is known.</returns>
    private KnownValue? CheckOne(IOperation operation, ParameterRules rules)
    {
        var value = ValueReader.Read(operation, rules.ValueType);
        if (value is not null && !rules.Accepts(value))
            Report(value.Syntax, $"{rules.Field} is {value.Display}", rules.Value, Replacements.Of(value, rules));

        return value;
    }

    private static string Counted(KnownCollection collection, ParameterRules rules) =>
        rules.Field + (collection.IsWhole ? " has " : " has at least ")
            + collection.Count.ToString(CultureInfo.InvariantCulture) + " values";

    /// <summary>The same sentence as that of the exception at run time.</summary>
    private void Report(SyntaxNode syntax, string fault, RuleNode rules, ImmutableDictionary<string, string?>? properties = null) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.ConstantNotAccepted, syntax.GetLocation(), properties, fault, model ?? AnyModel,
            Accepts + (rules.Description ?? AnyValue)));
}
