using SeedanceGen.Testing.Faults;

namespace SeedanceGen.Testing;

/// <summary>Which requests a fault is for; made by <see cref="SeedanceMock.Given()"/>.</summary>
public sealed class RequestMatcherBuilder
{
    private readonly FaultRegistry _book;
    private readonly FaultMatcher _matcher;

    internal RequestMatcherBuilder(FaultRegistry book, FaultMatcher matcher) => (_book, _matcher) = (book, matcher);

    /// <summary>Only requests about one job: its reads, cancels and downloads. A submission is about no job yet.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    public RequestMatcherBuilder ForJob(string requestId)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        return new RequestMatcherBuilder(_book, _matcher with { RequestId = requestId });
    }

    /// <summary>Scripts a fault for the next such request; the result says it for others.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The script, to say <see cref="ScriptedFault.Next"/>, <see cref="ScriptedFault.Nth"/>, <see cref="ScriptedFault.EveryNth"/> or <see cref="ScriptedFault.Always"/>.</returns>
    public ScriptedFault Respond(MockFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return _book.Add(_matcher, fault);
    }
}
