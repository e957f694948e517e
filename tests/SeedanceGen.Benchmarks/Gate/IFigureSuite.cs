namespace SeedanceGen.Benchmarks.Gate;

/// <summary>The figures of one part of the product.</summary>
internal interface IFigureSuite
{
    /// <summary>The word that selects the suite on the command line.</summary>
    string Name { get; }

    /// <summary>Allocations, bytes held and other counts: the same on every machine, however busy it is.</summary>
    IEnumerable<Figure> Counts();

    /// <summary>Ratios of times between two pieces of work that take turns in this process.</summary>
    IEnumerable<Figure> Times();
}
