using System.Globalization;
using SeedanceGen.Testing.Faults;

namespace SeedanceGen.Testing;

/// <summary>
/// Faults by chance that can be repeated: whether a request fails, and how, follows from the seed and from the request itself (its method,
/// target, body, and how often the same came before), not from threads or time.
/// </summary>
public sealed class MockChaos
{
    /// <summary>Chaos with a seed.</summary>
    /// <param name="seed">Any number; the same one makes the same faults.</param>
    /// <param name="rate">Which part of the requests fail, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not from 0 to 1.</exception>
    public MockChaos(int seed, double rate)
    {
        if (rate is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is from 0 (no request fails) to 1 (each does).");
        (Seed, Rate) = (seed, rate);
    }

    /// <summary>The seed.</summary>
    public int Seed { get; }

    /// <summary>Which part of the requests fail, 0 to 1.</summary>
    public double Rate { get; }

    /// <summary>The faults to choose from; <see cref="MockFault.Catalogue"/> by default. When it is empty, no request fails.</summary>
    public IReadOnlyList<MockFault> Faults { get; init; } = MockFault.Catalogue;

    /// <summary>The operations that may fail; all of them when empty, the default.</summary>
    public IReadOnlyCollection<MockOperation> Operations { get; init; } = [];

    /// <summary>The C# that makes it again, on one line: a setting of <see cref="SeedanceMockOptions"/>, ready to be pasted.</summary>
    public override string ToString()
    {
        var settings = new List<string>();
        if (!ReferenceEquals(Faults, MockFault.Catalogue))
            settings.Add($"{nameof(Faults)} = [{string.Join(", ", Faults.Select(fault => fault.ToCode()))}]");
        if (Operations.Count > 0)
            settings.Add($"{nameof(Operations)} = [{string.Join(", ", Operations.Select(CSharpText.Of))}]");
        return string.Create(CultureInfo.InvariantCulture, $"Chaos = new {nameof(MockChaos)}(seed: {Seed}, rate: {Rate})")
            + (settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}");
    }
}
