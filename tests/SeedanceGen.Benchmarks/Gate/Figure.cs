using System.Globalization;

namespace SeedanceGen.Benchmarks.Gate;

/// <summary>One measured figure and what it must not exceed, or not fall below.</summary>
/// <param name="Name">The figure's name, as README.md lists it.</param>
/// <param name="Value">What was measured: a ratio, a count or bytes, as the name says.</param>
/// <param name="Limit">The limit.</param>
/// <param name="IsFloor">Whether the limit is the least that is allowed instead of the most.</param>
internal readonly record struct Figure(string Name, double Value, double Limit, bool IsFloor = false)
{
    public bool IsOver => !(IsFloor ? Value >= Limit : Value <= Limit);

    /// <summary>The same with a wider limit, for a machine that does other things too.</summary>
    public Figure Within(double tolerance) => this with { Limit = IsFloor ? Limit / tolerance : Limit * tolerance };

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"gate {Name} {Value:0.###} {Limit:0.###} {(IsOver ? "over" : "ok")}");
}
