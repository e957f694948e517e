using SeedanceGen.Testing.Page.Components;
using SeedanceGen.Testing.Page.Control;
using SeedanceGen.Testing.Page.Tests.Control;

namespace SeedanceGen.Testing.Page.Tests.Components;

/// <summary>After a reset the ids and numbers begin again: what the page knew of the old ones is not what they are now.</summary>
public sealed class ViewAfterResetTests : IAsyncLifetime, IDisposable
{
    /// <summary>The time stands still, so that the jobs before and after the reset have the same times.</summary>
    private readonly VirtualTimeProvider _clock = new(DateTimeOffset.UnixEpoch, autoAdvance: false);

    private readonly HttpClient _http = new();
    private SeedanceMockHost _host = null!;
    private ApiClient _api = null!;

    private ControlClient Control => TestControl.Of(_host, _http);

    public async Task InitializeAsync()
    {
        _host = await SeedanceMockHost.StartAsync(
            new() { Mock = new() { Strict = false, TimeProvider = _clock, Lifecycle = JobLifecycle.Manually } });
        _api = new ApiClient(_host.Server.CreateHandler(), _host.BaseAddress, _host.Server.ApiKey);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose()
    {
        _api.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task The_details_of_a_job_have_the_request_of_the_job_that_has_the_id_now()
    {
        var id = await StartAsync("A fox");
        await using var details = await Drawing<JobDetails>.OfAsync(Control, ("Id", id));
        (await details.TextAsync()).ShouldContain("A fox");

        await _host.Server.ResetAsync();
        await details.LookAsync();
        (await details.TextAsync()).ShouldNotContain("A fox");
        (await StartAsync("A river")).ShouldBe(id);
        await details.LookAsync();

        var text = await details.TextAsync();
        text.ShouldContain("A river");
        text.ShouldNotContain("Not possible.");
    }

    [Fact]
    public async Task The_charges_are_those_of_the_ledger_that_counts_now()
    {
        await StartAsync("A fox");
        await using var credits = await Drawing<CreditsPage>.OfAsync(Control);
        var before = _host.Server.Ledger.Charges.ShouldHaveSingleItem();
        (await credits.TextAsync()).ShouldContain("00:00:00");

        await _host.Server.ResetAsync();
        _clock.Advance(TimeSpan.FromSeconds(90));
        await StartAsync("A river");
        await credits.LookAsync();

        _host.Server.Ledger.Charges.ShouldHaveSingleItem().Credits.ShouldBe(before.Credits);
        (await credits.TextAsync()).ShouldContain("00:01:30");
    }

    private Task<string> StartAsync(string prompt) => _api.StartJobAsync($$"""{"model":"seedance-2.0","prompt":"{{prompt}}"}""");
}
