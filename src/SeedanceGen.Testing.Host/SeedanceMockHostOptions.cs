using System.Net;

namespace SeedanceGen.Testing.Host;

/// <summary>Where a standalone mock listens, and how it behaves.</summary>
public sealed class SeedanceMockHostOptions
{
    /// <summary>The port; 0, the default, for a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The address to listen at; this machine alone (loopback) by default. Anyone who reaches another one can use and control the mock, and
    /// the client accepts plain HTTP on loopback only.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Whether there is a control API under <c>/__seedance</c>; true by default.</summary>
    public bool ControlApi { get; init; } = true;

    /// <summary>
    /// How the mock behaves; by default as <see cref="SeedanceMockOptions"/> says, but its end fails nothing. The control API can put its clock
    /// forward: a <see cref="VirtualTimeProvider"/>, or any other one, which runs on from there.
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
