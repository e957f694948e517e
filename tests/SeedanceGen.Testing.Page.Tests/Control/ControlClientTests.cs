using System.Net;
using SeedanceGen.Testing.Page.Composing;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Page.Tests.Control;

public sealed class ControlClientTests
{
    [Fact]
    public async Task A_mock_at_every_address_is_reached_from_this_machine_by_name()
    {
        await using var host = await SeedanceMockHost.StartAsync(new() { Address = IPAddress.Any });
        using var http = new HttpClient();
        var control = TestControl.Of(host, http);
        var form = new RequestForm(ApiDescription.Current, ApiDescription.Current.Jobs.Submit);
        form.Fields.First(field => field.Description.Name == "prompt").Text = "A river";

        control.Address.ShouldBe(new Uri($"http://localhost:{host.BaseAddress.Port}/"));
        var sent = await SentRequest.SendAsync(control, form);

        sent.StatusCode.ShouldBe(200, sent.Body);
        host.Server.GetJob(sent.Job.ShouldNotBeNull()).Request.Prompt.ShouldBe("A river");
    }
}
