namespace SeedanceGen.Testing.Tests.Support;

/// <summary>Calls a mock, with its first key unless the test names another.</summary>
internal sealed class ApiCaller(SeedanceMock mock, string? apiKey = SeedanceMockOptions.DefaultApiKey)
    : ApiClient(mock.CreateHandler(), mock.BaseAddress, apiKey)
{
}
