using SeedanceGen.Generator.Diagnostics;

namespace SeedanceGen.Generator.Yaml;

/// <summary>Reads single values and reports those of the wrong kind.</summary>
internal sealed class ScalarReader(ProblemList problems)
{
    /// <summary>Beyond it JSON readers disagree on whole numbers (RFC 8259), so a limit there cannot be kept.</summary>
    private const decimal LargestExact = 9007199254740992;

    public decimal? Number(string name, SpecNode node, bool isInteger)
    {
        if (node is not SpecScalar scalar || !scalar.TryGetNumber(out var number))
            return Refuse<decimal>(name, node, isInteger ? "a whole number, written as in JSON" : "a number, written as in JSON");
        if (isInteger && !scalar.IsWholeNumberLiteral)
            return Refuse<decimal>(name, node, "a whole number without a decimal point, as its property is an integer");
        return Math.Abs(number) <= LargestExact
            ? number
            : Refuse<decimal>(name, node, "at most 9007199254740992, which JSON readers agree on");
    }

    public int? Count(string name, SpecNode node) => Number(name, node, isInteger: true) switch
    {
        null => null,
        >= 0 and <= int.MaxValue and var count => (int)count,
        _ => Refuse<int>(name, node, "a count from 0 to 2147483647"),
    };

    public bool? TruthValue(string name, SpecNode node) =>
        node is SpecScalar scalar && scalar.TryGetTruthValue(out var value) ? value : Refuse<bool>(name, node, "true or false");

    public string? Text(string name, SpecNode node)
    {
        if (node is SpecScalar { IsText: true } scalar)
            return scalar.Text;
        Refuse<int>(name, node, "a text; write it in quotes if it is one");
        return null;
    }

    private T? Refuse<T>(string name, SpecNode node, string expected)
        where T : struct
    {
        problems.AddWrongValue(name, node, expected);
        return null;
    }
}

internal static class WrongValues
{
    /// <summary>Reports a value that is not what its keyword expects.</summary>
    public static void AddWrongValue(this ProblemList problems, string name, SpecNode value, string expected) =>
        problems.Add(ProblemRules.WrongValue, value.Span, name, expected, value.Description);
}
