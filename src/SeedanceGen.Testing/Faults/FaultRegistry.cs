using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Faults;

/// <summary>The faults of one server: those that were scripted, then those of chaos.</summary>
internal sealed class FaultRegistry(MockChaos? chaos, MockRetention? retention = null)
{
    private const int ShownRequests = 3;

    private readonly List<ScriptedFault> _scripts = [];
    private readonly List<(FaultMatcher Matcher, Action<OperationRequest, EditableResponse> Respond)> _responders = [];
    private volatile bool _hasResponders;
    private readonly ChaosRun? _chaos = chaos is null ? null : new ChaosRun(chaos, retention?.Count);
    private volatile bool _isActive = chaos is not null;

    /// <summary>The lock of the registry and of its scripts.</summary>
    public object Gate { get; } = new();

    /// <summary>What chaos did and how to repeat it, on one line; null without chaos.</summary>
    public string? ChaosDescription => _chaos?.ToString();

    /// <summary>Everything that was scripted, oldest first.</summary>
    public IReadOnlyList<ScriptedFault> Scripts
    {
        get
        {
            lock (Gate)
                return [.. _scripts];
        }
    }

    public ScriptedFault Add(FaultMatcher matcher, MockFault fault) => Add(matcher, fault, new FaultTurn(FaultTurnKind.Next, 1));

    public ScriptedFault Add(FaultMatcher matcher, MockFault fault, FaultTurn turn)
    {
        var script = new ScriptedFault(this, matcher, fault, turn);
        lock (Gate)
            _scripts.Add(script);
        _isActive = true;
        return script;
    }

    public void Add(FaultMatcher matcher, Action<OperationRequest, EditableResponse> respond)
    {
        lock (Gate)
            _responders.Add((matcher, respond));
        _hasResponders = true;
    }

    /// <summary>The newest function of the test for a request; null for none.</summary>
    public Action<OperationRequest, EditableResponse>? ResponderFor(string operationId, string? requestId)
    {
        if (!_hasResponders)
            return null;

        lock (Gate)
            return _responders.FindLast(responder => responder.Matcher.Matches(operationId, requestId)).Respond;
    }

    public void Remove(ScriptedFault script)
    {
        lock (Gate)
            _scripts.Remove(script);
    }

    /// <summary>The fault that this request meets; null for none.</summary>
    public MockFault? Take(string? operationId, string? requestId, MockRequest request)
    {
        if (!_isActive)
            return null;

        MockFault? taken = null;
        lock (Gate)
        {
            foreach (var script in _scripts)
            {
                if (script.Matcher.Matches(operationId, requestId) && script.Counts(taken is not null))
                    taken = script.Fault;
            }
        }

        return taken ?? _chaos?.Take(operationId, request);
    }

    /// <summary>The scripts that were not played as often as they say, each with the requests that came nearest to it.</summary>
    public IEnumerable<MockViolation> Unused(RequestJournal journal)
    {
        ScriptedFault[] scripts;
        lock (Gate)
            scripts = [.. _scripts.Where(script => script.IsUnused)];

        return scripts.Select(script => new MockViolation(
            MockViolationKind.UnusedFault,
            $"The fault {script}. {NearestTo(script.Matcher, journal.Entries)} The test did not test what it says: send such requests, or "
                + "script fewer faults."));
    }

    /// <summary>How many scripts were not played as often as they say.</summary>
    public int UnusedCount
    {
        get
        {
            lock (Gate)
                return _scripts.Count(script => script.IsUnused);
        }
    }

    private static string NearestTo(FaultMatcher matcher, JournalEntries entries)
    {
        if (entries.Count == 0)
            return "No request came at all.";

        var nearest = entries
            .OrderByDescending(entry => Likeness(matcher, entry))
            .ThenByDescending(entry => entry.Number)
            .Take(ShownRequests)
            .OrderBy(entry => entry.Number);
        return $"The nearest requests that came: {string.Join("; ", nearest)}.";
    }

    private static int Likeness(FaultMatcher matcher, JournalEntry entry) =>
        (matcher.OperationId is null || matcher.OperationId == entry.Operation?.Id ? 2 : 0)
        + (matcher.RequestId == entry.RequestId ? 1 : 0);
}

/// <summary>Chaos at one server. It counts how often the same request came, because the number is part of the request's identity.</summary>
/// <param name="chaos">What happens.</param>
/// <param name="bound">Of how many requests it remembers how often they came, at most; then it begins anew. Null for all.</param>
internal sealed class ChaosRun(MockChaos chaos, int? bound)
{
    private const ulong HashStart = 14695981039346656037;
    private const ulong HashFactor = 1099511628211;

    private readonly ConcurrentDictionary<ulong, int> _seen = new();
    private int _requests;
    private int _faults;
    private int _distinct;

    public MockFault? Take(string? operationId, MockRequest request)
    {
        Interlocked.Increment(ref _requests);
        if (chaos.Faults.Count == 0 || (chaos.Operations.Count > 0 && !chaos.Operations.Any(operation => operation.Id == operationId)))
            return null;

        var identity = Hash(Hash(HashStart, MemoryMarshal.AsBytes($"{request.Method} {request.Target}".AsSpan())), request.Body.Span);
        var occurrence = _seen.AddOrUpdate(identity, 1, static (_, before) => before + 1);
        if (occurrence == 1 && Interlocked.Increment(ref _distinct) > bound)
        {
            _seen.Clear();
            Volatile.Write(ref _distinct, 0);
        }

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
