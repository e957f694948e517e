using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Playwright;

namespace SeedanceGen.Testing.Page.Tests.Browser;

/// <summary>A web page of another origin, in the browser of a person who has the page of the mock open, can do nothing.</summary>
[Collection(BrowserGroup.Name)]
[Trait("Category", "Slow")]
public sealed class ForeignPageTests(BrowserFixture browser)
{
    private const string Attack = """
        async ([mock, address]) => {
          const outcomes = [];
          const attempt = async (name, act) => {
            try { outcomes.push(name + ': ' + await act()); } catch (failure) { outcomes.push(name + ': failed'); }
          };
          await attempt('control', async () =>
            (await fetch(mock + '__seedance/advance', { method: 'POST', mode: 'no-cors', body: '{"seconds":60}' })).type);
          await attempt('read', async () => (await fetch(mock + '__seedance/jobs')).status);
          await attempt('page', async () => (await fetch(mock + '__seedance/page/', { credentials: 'include' })).status);
          await attempt('token', async () => (await fetch(address, { credentials: 'include' })).status);
          await attempt('socket', () => new Promise((opened, failed) => {
            const socket = new WebSocket(mock.replace('http', 'ws') + '__seedance/page/_blazor');
            socket.onopen = () => opened('open');
            socket.onerror = () => failed();
          }));
          await attempt('frame', () => new Promise(loaded => {
            const frame = document.createElement('iframe');
            frame.src = mock + '__seedance/page/';
            frame.onload = () => loaded(frame.contentDocument ? 'read' : 'closed');
            document.body.append(frame);
          }));
          const form = document.createElement('form');
          form.method = 'post'; form.enctype = 'text/plain'; form.target = 'other'; form.action = mock + '__seedance/reset';
          document.body.append(Object.assign(document.createElement('iframe'), { name: 'other' }), form);
          await new Promise(sent => { document.querySelector('[name=other]').onload = sent; form.submit(); });
          return outcomes;
        }
        """;

    [BrowserFact]
    public async Task A_foreign_web_page_can_neither_read_nor_change_anything()
    {
        await using var host = await SeedanceMockHost.StartAsync();
        using var api = new ApiClient(host.Server.CreateHandler(), host.BaseAddress, host.Server.ApiKey);
        await api.StartJobAsync();
        var page = await browser.OpenAsync();
        await using var window = page.Context;
        await page.GotoAsync(host.PageAddress!.AbsoluteUri);
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        var before = host.Server.Engine.Clock.Now;
        using var foreign = new ForeignSite();

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(foreign.Address.AbsoluteUri);
        var accepted = new List<string>();
        other.Response += (_, response) =>
        {
            if (response.Status < 400 && response.Url.StartsWith(host.BaseAddress.AbsoluteUri, StringComparison.Ordinal))
                accepted.Add(response.Url);
        };
        var outcomes = await other.EvaluateAsync<string[]>(Attack, new[] { host.BaseAddress.AbsoluteUri, host.PageAddress!.AbsoluteUri });

        outcomes.ShouldBe(["control: opaque", "read: failed", "page: failed", "token: failed", "socket: failed", "frame: closed"]);
        accepted.ShouldBeEmpty();
        (host.Server.Engine.Clock.Now - before).ShouldBeLessThan(TimeSpan.FromSeconds(60));
        host.Server.Jobs.Count.ShouldBe(1);
    }

    /// <summary>A web site with one page, at another port: another origin, whose requests a browser calls same-site at most.</summary>
    private sealed class ForeignSite : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);

        public ForeignSite()
        {
            _listener.Start();
            _ = ServeAsync();
        }

        public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var connection = await _listener.AcceptTcpClientAsync();
                    var stream = connection.GetStream();
                    await stream.ReadAtLeastAsync(new byte[8192], minimumBytes: 1, throwOnEndOfStream: false);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 26\r\nConnection: close\r\n\r\n"
                            + "<!DOCTYPE html><p>Foreign."));
                }
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException)
            {
                // The site was disposed of.
            }
        }
    }
}
