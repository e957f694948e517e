using SeedanceGen.Testing.Faults;

namespace SeedanceGen.Testing;

/// <summary>What goes wrong on purpose.</summary>
public abstract partial class SeedanceMock
{
    /// <summary>
    /// What chaos did and how to repeat it, on one line; null when the options have no <see cref="SeedanceMockOptions.Chaos"/>. It stands in
    /// the exception of a strict mock, too.
    /// </summary>
    public string? ChaosDescription => State.Faults.ChaosDescription;

    /// <summary>Begins a script for requests of any kind, such as <c>mock.Given().Respond(MockFault.Status(503)).Next(2)</c>.</summary>
    public RequestMatcherBuilder Given() => new(State.Faults, default);

    /// <summary>Begins a script for one operation, such as <c>mock.Given(MockOperation.Submit).Respond(MockFault.ConnectionReset())</c>.</summary>
    /// <param name="operation">The operation.</param>
    public RequestMatcherBuilder Given(MockOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return new RequestMatcherBuilder(State.Faults, new FaultMatcher(operation.Id, RequestId: null));
    }
}
