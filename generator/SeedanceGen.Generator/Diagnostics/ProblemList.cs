using SeedanceGen.Generator.Model;

namespace SeedanceGen.Generator.Diagnostics;

/// <summary>Collects the problems of one file; the same problem at the same place is kept once.</summary>
internal sealed class ProblemList(string path)
{
    private readonly List<Problem> _problems = [];
    private readonly HashSet<Problem> _known = [];

    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Whether a text is reported already, so that what follows from it need not be.</summary>
    public bool Mentions(string text) => _problems.Any(problem => problem.Arguments.Count > 0 && problem.Arguments[0] == text);

    /// <summary>Whether a rule is broken anywhere so far.</summary>
    public bool Has(string rule) => _problems.Any(problem => problem.Rule == rule);

    public void Add(string rule, SpecSpan span, params string[] arguments)
    {
        var problem = new Problem(rule, path, span, arguments);
        if (_known.Add(problem))
            _problems.Add(problem);
    }

    /// <summary>In the order of the file.</summary>
    public EquatableArray<Problem> ToArray() => _problems.OrderBy(problem => problem.Span.Start).ToArray();
}
