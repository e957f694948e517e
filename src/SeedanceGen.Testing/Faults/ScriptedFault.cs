using System.Globalization;
using SeedanceGen.Testing.Faults;

namespace SeedanceGen.Testing;

/// <summary>A fault that a test scripted: for the next request that matches, unless the test chooses otherwise.</summary>
/// <remarks>
/// Of several scripts that match a request, the oldest whose turn it is plays; the request counts for all of them. A script that was not
/// played as often as it says is a violation of the kind <see cref="MockViolationKind.UnusedFault"/>.
/// </remarks>
public sealed class ScriptedFault
{
    private readonly FaultRegistry _registry;
    private FaultTurn _turn;
    private int _seen;
    private int _callCount;

    internal ScriptedFault(FaultRegistry registry, FaultMatcher matcher, MockFault fault, FaultTurn turn) =>
        (_registry, Matcher, Fault, _turn) = (registry, matcher, fault, turn);

    /// <summary>What goes wrong.</summary>
    public MockFault Fault { get; }

    /// <summary>How often it was played.</summary>
    public int CallCount
    {
        get
        {
            lock (_registry.Gate)
                return _callCount;
        }
    }

    internal FaultMatcher Matcher { get; }

    /// <summary>Whether it was played less often than it says.</summary>
    internal bool IsUnused
    {
        get
        {
            lock (_registry.Gate)
                return _callCount < _turn.Expected;
        }
    }

    /// <summary>For the next requests that match and that no older script takes.</summary>
    /// <param name="count">How many; at least one.</param>
    /// <returns>The same script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1. The script is withdrawn.</exception>
    public ScriptedFault Next(int count = 1) => Take(FaultTurnKind.Next, count);

    /// <summary>For one request that matches, counted from <see cref="RequestMatcherBuilder.Respond"/>.</summary>
    /// <param name="number">Which one, from 1.</param>
    /// <returns>The same script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1. The script is withdrawn.</exception>
    public ScriptedFault Nth(int number) => Take(FaultTurnKind.Nth, number);

    /// <summary>For each nth request that matches, counted from <see cref="RequestMatcherBuilder.Respond"/>.</summary>
    /// <param name="number">How many requests there are from one fault to the next, the faulted one included; with 1, each.</param>
    /// <returns>The same script.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1. The script is withdrawn.</exception>
    public ScriptedFault EveryNth(int number) => Take(FaultTurnKind.EveryNth, number);

    /// <summary>For each request that matches.</summary>
    /// <returns>The same script.</returns>
    public ScriptedFault Always() => Take(FaultTurnKind.Always, 1);

    /// <summary>The fault, what it is for, and how often it was played.</summary>
    public override string ToString()
    {
        lock (_registry.Gate)
        {
            var times = _callCount == 1 ? "time" : "times";
            return string.Create(CultureInfo.InvariantCulture, $"'{Fault}' for {Matcher}, {_turn}: played {_callCount} {times}");
        }
    }

    /// <summary>Counts a request that matches, under the lock of the registry, and tells whether the fault plays.</summary>
    internal bool Counts(bool isTaken)
    {
        _seen++;
        if (isTaken || !_turn.IsNow(_seen, _callCount))
            return false;

        _callCount++;
        return true;
    }

    private ScriptedFault Take(FaultTurnKind kind, int count)
    {
        FaultTurn turn;
        try
        {
            turn = FaultTurn.Of(kind, count);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A script with an invalid number must not play for other requests.
            _registry.Remove(this);
            throw;
        }

        lock (_registry.Gate)
            _turn = turn;
        return this;
    }
}
