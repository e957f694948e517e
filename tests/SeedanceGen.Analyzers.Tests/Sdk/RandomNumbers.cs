namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>Random numbers near a limit.</summary>
internal static class RandomNumbers
{
    public static long Integer(Random random, double limit) => random.Next(8) switch
    {
        0 => long.MaxValue - random.Next(3),
        1 => long.MinValue + random.Next(3),
        2 => (1L << 53) + random.Next(-3, 4),
        3 => random.NextInt64(),
        4 => random.Next(-20, 20),
        _ => (long)Math.Clamp(limit, -9e18, 9e18) + random.Next(-2, 3),
    };

    public static double Number(Random random, double limit) => random.Next(12) switch
    {
        0 => Math.BitIncrement(limit),
        1 => Math.BitDecrement(limit),
        2 => limit + (random.Next(-3, 4) / 10.0),
        3 => limit + random.Next(-3, 4),
        4 => -0.0,
        5 => Any(random),
        6 => Integer(random, limit),
        7 => Math.Round(random.NextDouble() * 20, random.Next(4)),
        _ => limit,
    };

    private static double Any(Random random) => random.Next(6) switch
    {
        0 => double.MaxValue,
        1 => double.Epsilon,
        2 => 0.1 + 0.2,
        3 => 1e15 + 0.3,
        4 => 7.9e27,
        _ => random.NextDouble() * Math.Pow(10, random.Next(-30, 30)),
    };
}
