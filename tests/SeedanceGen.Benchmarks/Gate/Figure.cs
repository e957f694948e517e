using System.Globalization;

namespace SeedanceGen.Benchmarks.Gate;

/// <summary>One measured figure and what it must not exceed, or not fall below.</summary>
/// <param name="Name">The figure's name, as README.md lists it.</param>
/// <param name="Value">What was measured: a ratio, a count or bytes, as the name says.</param>
/// <param name="Limit">The limit.</param>
/// <param name="IsFloor">Whether the limit is the least that is allowed instead of the most.</param>
/// <param name="Tolerance">What a busy machine may add to a ratio of times before the gate closes, as a factor; 1 for what has no noise.</param>
internal readonly record struct Figure(string Name, double Value, double Limit, bool IsFloor = false, double Tolerance = 1)
{
    public bool IsOver => IsFloor ? Value < Limit / Tolerance : Value > Limit * Tolerance;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"gate {Name} {Value:0.###} {Limit:0.###}{(Tolerance > 1 ? $" (tolerance x{Tolerance:0.##})" : "")} {(IsOver ? "over" : "ok")}");
}
