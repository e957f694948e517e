using SeedanceGen.Testing.Faults;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing;

/// <summary>One way in which an exchange goes wrong; <see cref="SeedanceMock.Given()"/> and <see cref="MockChaos"/> say when.</summary>
/// <remarks>
/// Whether the request is processed first (a job accepted and charged, a cancel carried out) is a choice of its own: by default it is
/// exactly when a part of the request's own answer is sent. <see cref="AfterProcessing"/> and <see cref="WithoutProcessing"/> choose.
/// </remarks>
public sealed partial class MockFault
{
    private readonly Func<MockResponse, DateTimeOffset, MockResponse> _spoil;

    private readonly MockFaultCode _code;

    private MockFault(string name, MockFaultCode code, bool isProcessed, Func<MockResponse, DateTimeOffset, MockResponse> spoil) =>
        (Name, _code, IsProcessed, _spoil) = (name, code, isProcessed, spoil);

    /// <summary>What happens on the wire, such as <c>connection reset before the answer</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the request is processed before it goes wrong: a submission is then accepted and charged.</summary>
    public bool IsProcessed { get; }

    /// <summary>The same fault, after the request was processed.</summary>
    public MockFault AfterProcessing() => new(Name, _code, isProcessed: true, _spoil);

    /// <summary>
    /// The same fault, and the request is not processed. Where a part of an answer is sent, it is that of an answer with status 200 and the
    /// error envelope.
    /// </summary>
    public MockFault WithoutProcessing() => new(Name, _code, isProcessed: false, _spoil);

    /// <summary>The name, and whether the request is processed.</summary>
    public override string ToString() => IsProcessed ? $"{Name}, after the request was processed" : Name;

    /// <summary>The C# expression that makes this fault again.</summary>
    internal string ToCode() => _code.Text(IsProcessed);

    /// <summary>Makes of an answer what is sent instead; what is to happen after it stays due.</summary>
    internal MockResponse Spoil(MockResponse answer, DateTimeOffset now) => _spoil(answer, now);
}
