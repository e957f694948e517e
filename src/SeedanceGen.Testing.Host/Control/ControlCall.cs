using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>One request to the control API.</summary>
/// <param name="Runtime">The mock.</param>
/// <param name="Input">The body.</param>
/// <param name="Id">The job in the path; empty when there is none.</param>
internal sealed record ControlCall(MockRuntime Runtime, ControlInput Input, string Id)
{
    public MockServerState State => Runtime.State;
}
