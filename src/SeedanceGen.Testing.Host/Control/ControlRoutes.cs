using System.Globalization;
using SeedanceGen.Testing.Host.Time;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Service;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>Everything that the control API answers.</summary>
internal static class ControlRoutes
{
    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        Read("", ControlReply.Status),
        Read("journal", ControlReply.Journal),
        Read("jobs", ControlReply.Jobs),
        new("GET", "jobs/{id}", call => AboutJob(call, _ => { })),
        Read("ledger", ControlReply.Ledger),
        Read("keys", ControlReply.Keys),
        Read("webhooks", ControlReply.Webhooks),
        Read("faults", ControlReply.Faults),
        Read("violations", ControlReply.Violations),
        new("GET", "report", call => Task.FromResult(ControlReply.Report(call.Mock))),
        Do("advance", Advance),
        new("POST", "jobs/{id}/start", call => AboutJob(call, job => job.Start())),
        new("POST", "jobs/{id}/complete", call => AboutJob(call, job => job.Succeed())),
        new("POST", "jobs/{id}/fail", Fail),
        new("POST", "jobs/{id}/webhook", Plan),
        Do("faults", call => ControlReply.Fault(ControlFault.Script(call.Input, call.Engine.Faults))),
        Do("keys/revoke", Revoke),
        Do("keys/rotate", Rotate),
        Do("ledger/topUp", TopUp),
        new("POST", "webhooks/wait", WaitForWebhooksAsync),
        Do("expect", Expect),
        Do("verify", Verify),
        new("POST", "reset", ResetAsync),
    ];

    private static ControlRoute Read(string path, Func<MockEngine, MockResponse> read) => new("GET", path, call => Task.FromResult(read(call.Engine)));

    private static ControlRoute Do(string path, Func<ControlCall, MockResponse> act) => new("POST", path, call => Task.FromResult(act(call)));

    private static MockResponse Advance(ControlCall call)
    {
        var by = call.Input.RequiredSeconds("seconds");
        call.Input.End();
        if (call.Engine.Clock.Now is var now && by > DateTimeOffset.MaxValue - now)
            throw call.Input.Refusal("seconds", string.Create(CultureInfo.InvariantCulture, $"a time before the year 10000 (now it is {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'})"));

        if (call.Engine.Options.TimeProvider is VirtualTimeProvider clock)
            clock.Advance(by);
        else if (call.Engine.Options.TimeProvider is ForwardTimeProvider running)
            running.Advance(by);
        return ControlReply.Status(call.Engine);
    }

    private static Task<MockResponse> Fail(ControlCall call)
    {
        var (code, message) = (call.Input.RequiredText("code"), call.Input.RequiredText("message"));
        return AboutJob(call, job => job.Fail(code, message));
    }

    private static Task<MockResponse> Plan(ControlCall call)
    {
        var plan = ControlWebhook.Read(call.Input, call.Engine.Options.Webhook);
        return AboutJob(call, job => job.Webhook = plan);
    }

    private static Task<MockResponse> AboutJob(ControlCall call, Action<MockJob> act)
    {
        if (!call.Engine.Jobs.TryFind(call.Id, out var job))
            return Task.FromResult(ErrorResponses.UnknownRequestId(call.Id));

        call.Input.End();
        act(job);
        return Task.FromResult(ControlReply.Job(job));
    }

    private static MockResponse Revoke(ControlCall call)
    {
        call.Input.End();
        call.Engine.Keys.Revoke();
        return ControlReply.Keys(call.Engine);
    }

    private static MockResponse Rotate(ControlCall call)
    {
        var key = call.Input.RequiredText("key");
        var grace = call.Input.Seconds("graceSeconds") ?? TimeSpan.Zero;
        call.Input.End();
        if (!KeyFormat.IsUsable(key))
            throw call.Input.Refusal("key", "what a header can carry: visible ASCII characters without spaces", "something else");

        call.Engine.Keys.Rotate(key, grace);
        return ControlReply.Keys(call.Engine);
    }

    private static MockResponse TopUp(ControlCall call)
    {
        var credits = call.Input.RequiredCount("credits", 0);
        call.Input.End();
        if (call.Engine.Ledger.Balance is null)
            throw new InvalidOperationException("There is no end to the credits of this mock, so none can be added. Give it a balance first: POST /__seedance/reset with {\"balance\": 100}.");

        call.Engine.Ledger.TopUp(credits);
        return ControlReply.Ledger(call.Engine);
    }

    private static async Task<MockResponse> WaitForWebhooksAsync(ControlCall call)
    {
        call.Input.End();
        await call.Engine.Webhooks.WhenIdleAsync(CancellationToken.None).ConfigureAwait(false);
        return ControlReply.Webhooks(call.Engine);
    }

    private static MockResponse Expect(ControlCall call)
    {
        ControlExpectation.Check(call.Input, call.Engine);
        return ControlReply.Status(call.Engine);
    }

    private static MockResponse Verify(ControlCall call)
    {
        var ignored = call.Input.ListOf("ignoredViolations", ControlNames.Kinds) ?? call.Engine.Options.IgnoredViolations;
        call.Input.End();
        call.Mock.Verify(ignored);
        return ControlReply.Status(call.Engine);
    }

    private static async Task<MockResponse> ResetAsync(ControlCall call)
    {
        await call.Mock.ResetAsync(ControlOptions.Read(call.Input, call.Mock.StartOptions)).ConfigureAwait(false);
        return ControlReply.Status(call.Engine);
    }
}
