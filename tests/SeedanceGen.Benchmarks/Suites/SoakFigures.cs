using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Load;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>A short run of <see cref="Soak"/>, which still fills the bound of what a standalone mock keeps several times.</summary>
internal sealed class SoakFigures : IFigureSuite
{
    private const int Requests = 180_000;

    public string Name => "soak";

    public IEnumerable<Figure> Counts() => [];

    public IEnumerable<Figure> Times() => Soak.Run(Requests);
}
