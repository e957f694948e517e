using SeedanceGen.Testing.Faults;

namespace SeedanceGen.Testing;

/// <summary>Chooses the requests that a fault is for; made by <c>SeedanceMock.Given</c>.</summary>
public sealed class RequestMatcherBuilder
{
    private readonly FaultRegistry _registry;
    private readonly FaultMatcher _matcher;

    internal RequestMatcherBuilder(FaultRegistry registry, FaultMatcher matcher) => (_registry, _matcher) = (registry, matcher);

    /// <summary>Only requests about one job: its reads, cancels and downloads. A submission is about no job yet.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    public RequestMatcherBuilder ForJob(string requestId)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        return new RequestMatcherBuilder(_registry, _matcher with { RequestId = requestId });
    }

    /// <summary>Scripts a fault for the next such request; the result has methods for other requests.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>
    /// The script, to choose <see cref="ScriptedFault.Next"/>, <see cref="ScriptedFault.Nth"/>, <see cref="ScriptedFault.EveryNth"/> or
    /// <see cref="ScriptedFault.Always"/>.
    /// </returns>
    public ScriptedFault Respond(MockFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return _registry.Add(_matcher, fault);
    }
}
