namespace SeedanceGen.Testing.Conformance;

/// <summary>A server does not conform to the documented contract; see <see cref="Report"/>.</summary>
public sealed class ConformanceFailedException : Exception
{
    internal ConformanceFailedException(ConformanceReport report)
        : base($"The server does not conform to the documented contract.{Environment.NewLine}{report}") => Report = report;

    /// <summary>Every check, failed and passed.</summary>
    public ConformanceReport Report { get; }
}
