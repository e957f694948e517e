namespace SeedanceGen.Testing.Conformance;

/// <summary>The WireMock that reads a mapping; the two cannot read each other's files.</summary>
public enum WireMockDialect
{
    /// <summary>WireMock for Java (wiremock.org), version 3; files for its <c>mappings</c> folder.</summary>
    WireMockOrg,

    /// <summary>WireMock.Net; files for its <c>__admin/mappings</c> folder.</summary>
    WireMockNet,
}
