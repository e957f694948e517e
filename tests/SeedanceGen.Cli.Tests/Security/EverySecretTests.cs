using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using SeedanceGen.AspNetCore;
using SeedanceGen.Cli.Tests.Support;
using SeedanceGen.Testing.Host;
using SeedanceGen.TestKit.Telemetry;

namespace SeedanceGen.Cli.Tests.Security;

/// <summary>
/// Secrets of every sort come in at every place, and everything that tool, library and mock write is searched. SECURITY.md lists what holds
/// a secret on purpose.
/// </summary>
[Trait("Category", "Slow")]
public sealed class EverySecretTests : IDisposable
{
    private const string Accepted = """{"success":true,"requestId":"req_1","status":"queued","creditsCharged":40}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_proxy_that_fails_leaves_its_password_and_the_keys_nowhere()
    {
        await using var proxy = ScriptedService.Responding(
            ScriptedService.Response(407, "", "Proxy-Authenticate: Basic realm=\"x\""),
            ScriptedService.Response(502, Secrets.Echo));
        var variables = Variables("https://api.example.invalid");
        variables["HTTPS_PROXY"] = Secrets.ProxyAddress(proxy.Address);
        File.WriteAllText(_folder.At("one.jsonl"), """{"model":"seedance-2.0","prompt":"A"}""");
        await LogInAsync();

        foreach (var arguments in new string[][]
        {
            ["submit", "A river", "--verbose"], ["generate", "A river", "-o", "a.mp4", "--json"], ["get", "req_1", "--verbose", "--json"],
            ["models", "--verbose"], ["batch", "one.jsonl", "-o", "d", "--verbose"], ["api", "listModels", "--verbose"],
            ["submit", $"--apikey={Secrets.Key}", "A river"], ["auth", "status"], ["get", "req_1", "--base-url", $"http://{Secrets.Key}@h"],
        })
        {
            using var tool = ToolProcess.StartWith(_folder, variables, arguments);
            await tool.PipeAsync([]);
            var (code, output, error) = await tool.EndAsync();

            Secrets.ShouldNotBeIn(output + error, string.Join(' ', arguments));
            (output + error).ShouldNotBeEmpty();
            if (arguments[0] is "submit" or "models" && arguments[1] is not ['-', ..])
                error.ShouldContain($"through the proxy {proxy.Address.Authority}");
            code.ShouldNotBe((int)ExitCode.Unexpected, error);
        }

        var files = ScanFiles();
        files.ShouldContain(file => file.EndsWith("report.json", StringComparison.Ordinal));
        files.ShouldContain(file => file.EndsWith("batch.journal", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_repeats_every_secret_gets_none_into_what_the_tool_writes()
    {
        File.WriteAllText(_folder.At("one.jsonl"), """{"model":"seedance-2.0","prompt":"A"}""");
        var error = JsonSerializer.Serialize(new { success = false, error = new { code = Secrets.Key, message = Secrets.Echo } });
        var failed = JsonSerializer.Serialize(
            new { success = true, requestId = "req_1", status = "failed", error = new { code = Secrets.OldKey, message = Secrets.Echo } });
        foreach (var responses in new string[][]
        {
            [ScriptedService.Response(401, error, $"X-Echo: {Secrets.Echo.Replace('\n', ' ')}")],
            [ScriptedService.Response(400, error)],
            [ScriptedService.Response(503, Secrets.Echo, $"Location: https://cdn.example.com/?Signature={Secrets.Signature}")],
            [ScriptedService.Response(200, Secrets.Echo)],
            [ScriptedService.Response(200, error)],
            [$"HTTP/1.1 500 {Secrets.Key}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"],
            [$"{Secrets.Echo}\r\n\r\n"],
            [$"HTTP/1.1 200 OK\r\n{Secrets.Key}\r\n\r\n"],
            [ScriptedService.Response(200, Accepted), ScriptedService.Response(200, failed)],
        })
        {
            foreach (var arguments in new string[][]
            {
                ["submit", "A river", "--verbose"], ["generate", "A river", "-o", "a.mp4", "--verbose", "--json"], ["models", "--verbose"],
                ["batch", "one.jsonl", "-o", "d", "--verbose"], ["cancel", "req_1", "--verbose"], ["api", "listModels", "--verbose"],
            })
            {
                await using var service = ScriptedService.Responding(responses);
                using var run = new ToolRun().With(service.Address.AbsoluteUri, Secrets.Key).In(_folder);
                await run.RunAsync(arguments);

                Secrets.ShouldNotBeIn(run.Error, $"standard error of {string.Join(' ', arguments)}, {responses[0]}");
                // What the service says of a failed job is data: only the configured key is masked in it.
                if (responses.Length > 1)
                    continue;
                (run.Output + run.Error).ShouldNotBeEmpty();
                Secrets.ShouldNotBeIn(run.Output, $"standard output of {string.Join(' ', arguments)}, {responses[0]}");
            }

            ScanFiles();
            Directory.Delete(_folder.At("d"), recursive: true);
        }
    }

    [Fact]
    public async Task A_signed_link_is_in_the_result_and_nowhere_else()
    {
        await using var cdn = ScriptedService.Responding(ScriptedService.Response(403, Secrets.Echo));
        var link = Secrets.SignedLink(cdn.Address);
        var succeeded = JsonSerializer.Serialize(
            new { success = true, requestId = "req_1", status = "succeeded", output = new { type = "video", url = link } });
        await using var service = ScriptedService.Responding(
            ScriptedService.Response(200, Accepted), ScriptedService.Response(200, succeeded));
        using var run = new ToolRun().With(service.Address.AbsoluteUri, Secrets.Key).In(_folder);

        await run.RunAsync("generate", "A river", "-o", "a.mp4", "--verbose", "--json");

        Secrets.ShouldNotBeIn(run.Error, "standard error");
        run.Json["url"]!.GetValue<string>().ShouldBe(link);
        run.Json["error"]!.ToJsonString().ShouldNotContain(Secrets.Signature);
        ScanFiles();
    }

    [Fact]
    public async Task The_mock_shows_only_its_own_key_and_only_where_it_is_asked_for_it()
    {
        await using var host = await SeedanceMockHost.StartAsync(new() { ControlApi = true, Mock = new() { Strict = false } });
        using var http = new HttpClient { BaseAddress = host.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.Server.ApiKey);
        http.DefaultRequestHeaders.Add("X-Echo", Secrets.Key);
        foreach (var address in new[]
        {
            $"api/open/v1/models?key={Secrets.Key}", $"api/open/v1/video/generations/{Secrets.Key}", $"{Secrets.Key}/",
            "api/open/v1/models",
        })
            (await http.GetAsync(address)).Dispose();
        (await http.PostAsync("api/open/v1/video/generations", new StringContent(JsonSerializer.Serialize(new
        {
            model = "seedance-2.0",
            prompt = $"{Secrets.Key} {Secrets.OldKey}",
            webhookUrl = $"https://h.example/{Secrets.Key}",
        }), Encoding.UTF8, "application/json"))).Dispose();
        host.Server.Keys.Rotate(Secrets.OldKey);
        (await http.GetAsync($"api/open/v1/models?key={Secrets.OldKey}")).Dispose();
        await host.Server.WaitForWebhooksAsync();

        using var control = new HttpClient { BaseAddress = new Uri(host.ControlAddress.AbsoluteUri.TrimEnd('/') + "/") };
        foreach (var route in new[] { "", "journal", "jobs", "ledger", "webhooks", "faults", "violations", "report" })
            Secrets.ShouldNotBeIn(await control.GetStringAsync(route), route);
        JsonDocument.Parse(await control.GetStringAsync("journal")).RootElement.EnumerateArray()
            .ShouldAllBe(entry => entry.GetProperty("keyLeaked").GetBoolean());
        (await control.GetStringAsync("keys")).ShouldContain(Secrets.OldKey);
    }

    [Fact]
    public async Task A_host_with_everything_on_writes_no_secret_to_log_span_health_check_or_response()
    {
        using var log = new LogRecorder();
        using var telemetry = new TelemetryRecorder();
        await using var service = ScriptedService.Responding(ScriptedService.Response(
            500, JsonSerializer.Serialize(new { success = false, error = new { code = Secrets.Key, message = Secrets.Echo } })));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log)
            // The web server's own log has the paths of requests, and so the token; the guide says how to turn that off.
            .AddFilter("Microsoft", LogLevel.None);
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.Services.AddProblemDetails();
        builder.Services.AddSeedance(options =>
        {
            options.ApiKey = Secrets.Key;
            options.BaseAddress = service.Address;
            options.MaxAttempts = 1;
        });
        builder.Services.AddHealthChecks().AddSeedance();
        builder.Services.AddSeedanceWebhooks(options => options.Secret = Secrets.WebhookSecret);
        await using var application = builder.Build();
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.MapSeedanceWebhook("/hooks", (_, _, _) => Task.CompletedTask);
        application.MapGet("/fails", (ISeedanceClient client) =>
            client.SubmitAsync(VideoRequest.Seedance20("A river").WithWebhookUrl(new Uri("https://h.example/CANARYRAW")).Build()));
        await application.StartAsync();
        var address = new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
            .Addresses.Single());
        var webhook = application.Services.GetRequiredService<WebhookUrls>().Create(new Uri("https://public.example/hooks"), "order-1");
        var token = webhook.Segments[^1];

        using var http = new HttpClient { BaseAddress = address };
        var said = new StringBuilder();
        foreach (var (path, body) in new[]
        {
            (webhook.AbsolutePath, """{"requestId":"req_1"}"""), (webhook.AbsolutePath, Secrets.Echo),
            (webhook.AbsolutePath + "x", """{"requestId":"req_1"}"""),
        })
        {
            using var response = await http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
            said.Append(response).Append(await response.Content.ReadAsStringAsync());
        }

        using (var failed = await http.GetAsync("/fails"))
            said.Append(failed).Append(await failed.Content.ReadAsStringAsync());
        foreach (var entry in (await application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries.Values)
            said.Append(entry.Description).Append(entry.Exception);
        await application.StopAsync();

        log.Lines.ShouldContain(line => line.Category.StartsWith("SeedanceGen.AspNetCore", StringComparison.Ordinal));
        log.Lines.ShouldContain(line => line.Category == SeedanceTelemetry.Name);
        foreach (var (text, where) in new[]
        {
            (log.Everything, "log"), (telemetry.Everything, "spans and metrics"), (said.ToString(), "responses and health check"),
        })
        {
            Secrets.ShouldNotBeIn(text, where);
            text.ShouldNotContain(token);
        }
    }

    private static Dictionary<string, string> Variables(string service) => new()
    {
        [SeedanceClientOptions.ApiKeyVariable] = Secrets.Key,
        [SeedanceClientOptions.BaseAddressVariable] = service,
        [ToolSettings.WebhookSecretVariable] = Secrets.WebhookSecret,
    };

    /// <summary>Stores a key, and then another in its place.</summary>
    private async Task LogInAsync()
    {
        foreach (var key in new[] { Secrets.OldKey, Secrets.Key })
        {
            using var tool = ToolProcess.StartWith(
                _folder, new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = _folder.At("config") }, "auth", "login");
            await tool.PipeAsync(Encoding.UTF8.GetBytes(key + "\n"));
            var (code, output, error) = await tool.EndAsync();
            code.ShouldBe(0, error);
            Secrets.ShouldNotBeIn(output + error, "auth login", "CANARYKEY", "CANARYOLD");
            (output + error).ShouldNotContain(key);
        }

        var file = Directory.EnumerateFiles(_folder.At("config"), "*", SearchOption.AllDirectories).ShouldHaveSingleItem();
        File.ReadAllText(file).ShouldContain(Secrets.Key);
        Secrets.ShouldNotBeIn(File.ReadAllText(file), "the configuration file", "CANARYKEY");
    }

    /// <summary>Searches every file but the configuration file, whose key is its purpose.</summary>
    private List<string> ScanFiles()
    {
        var files = Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories)
            .Where(file => !file.StartsWith(_folder.At("config"), StringComparison.Ordinal)).ToList();
        foreach (var file in files)
            Secrets.ShouldNotBeIn(Encoding.UTF8.GetString(File.ReadAllBytes(file)), file);
        return files;
    }
}
