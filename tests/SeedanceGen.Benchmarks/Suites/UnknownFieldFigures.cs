using SeedanceGen.Benchmarks.Gate;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Suites;

/// <summary>A response with fields that the API description does not know yet, all of which are kept.</summary>
internal sealed class UnknownFieldFigures : IFigureSuite
{
    private const int Fields = 50;

    public string Name => "unknown-fields";

    public IEnumerable<Figure> Counts() => [];

    public IEnumerable<Figure> Times()
    {
        using var few = new JobReader(Fields);
        using var many = new JobReader(10 * Fields);
        yield return new Figure("500-unknown-fields-time/50", Contest.TimeRatio(many.ReadAsync, few.ReadAsync), 13);
    }

    private sealed class JobReader(int unknownFields) : IDisposable
    {
        private readonly SeedanceClient _client = new("sd2_live_benchmark", new SeedanceClientOptions
        {
            BaseAddress = new Uri("https://api.example.com/"),
            HttpHandler = new CannedHandler { Generation = Exchanges.SucceededWithUnknownFields(unknownFields) },
        });

        public async Task ReadAsync()
        {
            var generation = await _client.GetAsync(Exchanges.JobId).ConfigureAwait(false);
            if (generation.AdditionalProperties.Count != unknownFields)
                throw new InvalidOperationException("A field was lost.");
        }

        public void Dispose() => _client.Dispose();
    }
}
