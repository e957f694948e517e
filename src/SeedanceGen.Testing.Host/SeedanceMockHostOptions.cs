using System.Net;

namespace SeedanceGen.Testing.Host;

/// <summary>Where a standalone mock listens, and how it behaves.</summary>
public sealed class SeedanceMockHostOptions
{
    /// <summary>The port; 0, the default, for a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The address to listen at; loopback by default. Every caller that reaches another address can use and control the mock. The client
    /// accepts plain HTTP on loopback only.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Whether there is a control API under <c>/__seedance</c>; true by default.</summary>
    public bool ControlApi { get; init; } = true;

    /// <summary>
    /// How the mock behaves; by default as <see cref="SeedanceMockOptions"/> says, but not strict. The control API can advance its clock: a
    /// <see cref="VirtualTimeProvider"/>, or any other clock, which then continues from the new time.
    /// </summary>
    public SeedanceMockOptions Mock { get; init; } = new() { Strict = false };

    internal void EnsureUsable()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, IPEndPoint.MinPort);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, IPEndPoint.MaxPort);
        ArgumentNullException.ThrowIfNull(Address);
        ArgumentNullException.ThrowIfNull(Mock);
        Mock.EnsureUsable();
    }
}
