using SeedanceGen.Testing.Page.Components;
using SeedanceGen.Testing.Page.Tests.Control;

namespace SeedanceGen.Testing.Page.Tests.Components;

public sealed class RequestsPageTests
{
    [Fact]
    public async Task The_violations_are_read_again_only_when_there_is_something_new()
    {
        await using var host = await SeedanceMockHost.StartAsync();
        using var http = new HttpClient();
        using var api = new ApiClient(host.Server.CreateHandler(), host.BaseAddress, host.Server.ApiKey);
        List<string> targets = [];
        await api.SendAsync(HttpMethod.Get, "nowhere");
        await using var page = await Drawing<RequestsPage>.OfAsync(TestControl.Of(host, http, targets));

        await page.LookAsync();
        await page.LookAsync();
        (await page.TextAsync()).ShouldContain("1 violation");
        targets.Count(target => target == "violations").ShouldBe(1);
        await api.SendAsync(HttpMethod.Get, "nowhere/else");
        await page.LookAsync();

        targets.Count(target => target == "violations").ShouldBe(2);
        (await page.TextAsync()).ShouldContain("nowhere/else");
    }
}
