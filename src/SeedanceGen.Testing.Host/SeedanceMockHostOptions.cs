using System.Net;

namespace SeedanceGen.Testing.Host;

/// <summary>Where a standalone mock listens, and how it behaves.</summary>
public sealed class SeedanceMockHostOptions
{
    /// <summary>The port; 0, the default, for a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The address to listen at; loopback by default. Every caller that reaches another address can use and control the mock. The client
    /// accepts plain HTTP on loopback only. Callers that use a name for the address need <see cref="SeedanceMockOptions.AllowedHosts"/>.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Whether there is a control API under <c>/__seedance</c>; true by default.</summary>
    public bool ControlApi { get; init; } = true;

    /// <summary>
    /// Whether there is a page for a person's browser under <c>/__seedance/page</c>; true by default. It needs .NET 10. Only this machine
    /// can open it, by <see cref="SeedanceMockHost.PageAddress"/>, and nothing of it is loaded before that.
    /// </summary>
    public bool Page { get; init; } = true;

    /// <summary>
    /// How the mock behaves; by default as <see cref="SeedanceMockOptions"/> says, but not strict, and with <see
    /// cref="MockRetention.Standalone"/>. The control API can advance its clock: a
    /// <see cref="VirtualTimeProvider"/>, or any other clock, which then continues from the new time.
    /// </summary>
    public SeedanceMockOptions Mock { get; init; } = new() { Strict = false, Retention = MockRetention.Standalone };

    internal void EnsureUsable()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, IPEndPoint.MinPort);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, IPEndPoint.MaxPort);
        ArgumentNullException.ThrowIfNull(Address);
        ArgumentNullException.ThrowIfNull(Mock);
        Mock.EnsureUsable();
    }
}
