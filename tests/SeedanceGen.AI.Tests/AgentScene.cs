using System.Text.Json;
using Microsoft.Extensions.AI;
using SeedanceGen.Testing;

namespace SeedanceGen.AI.Tests;

/// <summary>An agent in front of a mock in memory, on virtual time.</summary>
internal sealed class AgentScene : IAsyncDisposable
{
    private readonly SeedanceMock _mock;
    private readonly SeedanceClient _client;

    public AgentScene(Func<SeedanceToolsOptions, SeedanceToolsOptions>? options = null, JobLifecycle? lifecycle = null)
    {
        _mock = SeedanceMock.InMemory(new SeedanceMockOptions
        {
            Lifecycle = lifecycle ?? JobLifecycle.AfterPolls(2),
            TimeProvider = new VirtualTimeProvider(),
            // An agent may submit the same request again, when a person wants that.
            IgnoredViolations = [MockViolationKind.DoubleCharge],
        });
        // What a program's own waits do at their end is not what an agent's wait does.
        _client = _mock.CreateClient(
            own => own.WaitDefaults = new WaitOptions { OnTimeoutOrCancel = UnfinishedJobAction.CancelJob });
        Tools = new SeedanceTools(_client, (options ?? (own => own with { MaxCredits = 1000 }))(new SeedanceToolsOptions()));
    }

    public SeedanceMock Mock => _mock;

    public SeedanceTools Tools { get; }

    /// <summary>The documented request from text, and its documented price.</summary>
    public static object Documented { get; } =
        new { model = "seedance-2.0", prompt = "A river", aspectRatio = "16:9", duration = 5, resolution = "720p" };

    public static int DocumentedPrice => 40;

    public SeedanceFunction this[string operation] => Tools.Functions.Single(function => function.Operation == operation);

    public async Task<JsonElement> CallAsync(
        string operation, object? arguments = null, SeedanceCallContext? call = null, CancellationToken cancellationToken = default)
    {
        var given = JsonSerializer.SerializeToElement(arguments ?? new { });
        var all = new AIFunctionArguments(given.EnumerateObject().ToDictionary(field => field.Name, field => (object?)field.Value));
        if (call is not null)
            all.Context = new Dictionary<object, object?> { [typeof(SeedanceCallContext)] = call };
        return (JsonElement)(await this[operation].InvokeAsync(all, cancellationToken))!;
    }

    public static string? KindOf(JsonElement result) =>
        result.TryGetProperty(SeedanceFunction.ErrorField, out var error) ? error.GetProperty("kind").GetString() : null;

    public async ValueTask DisposeAsync()
    {
        await Tools.DisposeAsync();
        await _client.DisposeAsync();
        await _mock.DisposeAsync();
    }
}
