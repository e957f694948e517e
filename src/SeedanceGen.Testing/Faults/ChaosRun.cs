using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Faults;

/// <summary>Chaos at one server: remembers how often the same request came, which is part of a request's identity.</summary>
internal sealed class ChaosRun(MockChaos chaos)
{
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;

    private readonly ConcurrentDictionary<ulong, int> _seen = new();
    private int _requests;
    private int _faults;

    public MockFault? Take(string? operationId, MockRequest request)
    {
        Interlocked.Increment(ref _requests);
        if (chaos.Faults.Count == 0 || (chaos.Operations.Count > 0 && !chaos.Operations.Any(operation => operation.Id == operationId)))
            return null;

        var identity = Hash(Hash(HashStart, MemoryMarshal.AsBytes($"{request.Method} {request.Target}".AsSpan())), request.Body.Span);
        var occurrence = _seen.AddOrUpdate(identity, 1, static (_, before) => before + 1);
        var chance = Mix(identity ^ Mix((ulong)(uint)chaos.Seed ^ Mix((ulong)occurrence)));
        if ((chance >> 11) * (1.0 / (1UL << 53)) >= chaos.Rate)
            return null;

        Interlocked.Increment(ref _faults);
        return chaos.Faults[(int)(Mix(chance) % (ulong)chaos.Faults.Count)];
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Volatile.Read(ref _faults)} of {Volatile.Read(ref _requests)} requests failed by chaos; "
            + $"to repeat: new SeedanceMockOptions {{ {chaos} }}");

    /// <summary>FNV-1a: a hash that is the same in each process, which those of the framework are not.</summary>
    private static ulong Hash(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            hash = (hash ^ value) * HashFactor;
        return hash;
    }

    /// <summary>SplitMix64's last step: each bit of the result depends on each bit of the value.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
