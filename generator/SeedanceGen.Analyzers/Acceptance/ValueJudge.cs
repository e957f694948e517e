using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SeedanceGen.Analyzers.Acceptance.Nearest;
using SeedanceGen.Analyzers.Acceptance.Rules;
using SeedanceGen.Analyzers.Acceptance.Values;

namespace SeedanceGen.Analyzers.Acceptance;

/// <summary>Judges the value of one parameter or property, and reports what the model does not accept.</summary>
/// <param name="context">Where to report.</param>
/// <param name="model">The model as it is sent; null when the request may be for any.</param>
internal readonly struct ValueJudge(OperationAnalysisContext context, string? model)
{
    private const string AnyModel = "the API";

    public void Judge(IOperation value, ParameterRules rules, SyntaxNode place)
    {
        if (!rules.TakesMany)
        {
            JudgeOne(value, rules);
        }
        else if (KnownCollection.Read(value) is { } collection)
        {
            JudgeMany(collection, rules, place);
        }
    }

    private void JudgeMany(KnownCollection collection, ParameterRules rules, SyntaxNode place)
    {
        if (rules.Count is { } count)
        {
            JudgeCount(collection, count, rules, place);
        }

        var seen = rules.Count is { Unique: true } ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var element in collection.Elements)
        {
            if (JudgeOne(element, rules) is { } known && seen?.Add(known.Member ?? known.Text ?? known.Display) == false)
            {
                Report(known.Syntax, $"{rules.Field} repeats {known.Display}", rules.Count!.Words);
            }
        }
    }

    private void JudgeCount(KnownCollection collection, CountRule count, ParameterRules rules, SyntaxNode place)
    {
        if (collection.Count > count.Maximum)
        {
            // The first one that is too many, unless it is not among those that are written one by one.
            var excess = count.Maximum < collection.Elements.Length ? collection.Elements[count.Maximum].Syntax : place;
            Report(excess, Counted(collection, rules), count.Words);
        }
        else if (collection.IsWhole && collection.Count < count.Minimum)
        {
            Report(place, Counted(collection, rules), count.Words);
        }
    }

    /// <returns>The value when it is known.</returns>
    private KnownValue? JudgeOne(IOperation operation, ParameterRules rules)
    {
        var value = ValueReader.Read(operation, rules.ValueType);
        if (value is not null && rules.BrokenBy(value) is { } broken)
        {
            Report(value.Syntax, $"{rules.Field} is {value.Display}", broken.Words, Replacements.Of(value, rules));
        }

        return value;
    }

    private static string Counted(KnownCollection collection, ParameterRules rules) =>
        rules.Field + (collection.IsWhole ? " has " : " has at least ") + collection.Count.ToString(CultureInfo.InvariantCulture) + " values";

    /// <summary>The same sentence as that of the exception at run time.</summary>
    private void Report(SyntaxNode syntax, string fault, string words, ImmutableDictionary<string, string?>? properties = null) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.ConstantNotAccepted, syntax.GetLocation(), properties, fault, model ?? AnyModel, words));
}
