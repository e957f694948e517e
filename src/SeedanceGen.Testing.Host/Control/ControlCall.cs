using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>One request to the control API.</summary>
/// <param name="Mock">The mock.</param>
/// <param name="Input">The body.</param>
/// <param name="Id">The job in the path; empty when there is none.</param>
internal sealed record ControlCall(SeedanceMock Mock, ControlInput Input, string Id)
{
    public MockEngine Engine => Mock.Engine;
}
