using System.Globalization;
using SeedanceGen.Testing.Host.Time;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Host.Control;

/// <summary>Every route of the control API.</summary>
internal static class ControlRoutes
{
    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        Read("", ControlResponses.Status),
        List("journal", ControlResponses.Journal),
        List("jobs", ControlResponses.Jobs),
        new("GET", "jobs/{id}", call => AboutJob(call, _ => { })),
        Read("ledger", ControlResponses.Ledger),
        Read("keys", ControlResponses.Keys),
        List("webhooks", ControlResponses.Webhooks),
        Read("faults", ControlResponses.Faults),
        Read("faults/kinds", _ => ControlResponses.FaultKinds()),
        List("violations", ControlResponses.Violations),
        new("GET", "report", call => Task.FromResult(ControlResponses.Report(call.Mock))),
        Do("advance", Advance),
        Do("jobs", AddJob),
        new("POST", "jobs/{id}/start", call => AboutJob(call, job => job.Start())),
        new("POST", "jobs/{id}/complete", call => AboutJob(call, job => job.Succeed())),
        new("POST", "jobs/{id}/fail", Fail),
        new("POST", "jobs/{id}/webhook", Plan),
        Do("faults", call => ControlResponses.Fault(ControlFault.Script(call.Input, call.Mock.Engine.Faults))),
        Do("keys/revoke", Revoke),
        Do("keys/rotate", Rotate),
        Do("ledger/topUp", TopUp),
        new("POST", "webhooks/wait", WaitForWebhooksAsync),
        Do("expect", Expect),
        Do("verify", Verify),
        new("POST", "reset", ResetAsync),
    ];

    private static ControlRoute Read(string path, Func<SeedanceMock, MockResponse> read) =>
        new("GET", path, call => Task.FromResult(read(call.Mock)));

    private static ControlRoute List(string path, Func<SeedanceMock, ControlPage, MockResponse> list) =>
        new("GET", path, call => Task.FromResult(list(call.Mock, ControlPage.Read(call.Target))));

    private static ControlRoute Do(string path, Func<ControlRequest, MockResponse> act) =>
        new("POST", path, call => Task.FromResult(act(call)));

    private static MockResponse Advance(ControlRequest call)
    {
        var by = call.Input.RequiredSeconds("seconds");
        call.Input.End();
        if (call.Options.TimeProvider.GetUtcNow() is var now && by > DateTimeOffset.MaxValue - now)
        {
            throw call.Input.Invalid("seconds", string.Create(
                CultureInfo.InvariantCulture, $"a time before the year 10000 (now it is {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'})"));
        }

        if (call.Options.TimeProvider is VirtualTimeProvider clock)
            clock.Advance(by);
        else if (call.Options.TimeProvider is ForwardTimeProvider running)
            running.Advance(by);
        return ControlResponses.Status(call.Mock);
    }

    private static MockResponse AddJob(ControlRequest call) =>
        ControlResponses.Job(call.Mock.AddJob(ExistingJobInput.Read(call.Input, call.Options.Webhook)));

    private static Task<MockResponse> Fail(ControlRequest call)
    {
        var (code, message) = (call.Input.RequiredText("code"), call.Input.RequiredText("message"));
        return AboutJob(call, job => job.Fail(code, message));
    }

    private static Task<MockResponse> Plan(ControlRequest call)
    {
        var plan = ControlWebhook.Read(call.Input, call.Options.Webhook);
        return AboutJob(call, job => job.Webhook = plan);
    }

    private static Task<MockResponse> AboutJob(ControlRequest call, Action<MockJob> act)
    {
        var job = call.Mock.GetJob(call.Id);
        call.Input.End();
        act(job);
        return Task.FromResult(ControlResponses.Job(job));
    }

    private static MockResponse Revoke(ControlRequest call)
    {
        call.Input.End();
        call.Mock.Keys.Revoke();
        return ControlResponses.Keys(call.Mock);
    }

    private static MockResponse Rotate(ControlRequest call)
    {
        var key = call.Input.RequiredText("key");
        var grace = call.Input.Seconds("graceSeconds") ?? TimeSpan.Zero;
        call.Input.End();
        if (!MockKeys.IsUsable(key))
            throw call.Input.Invalid("key", "what a header can carry: visible ASCII characters without spaces", "something else");

        call.Mock.Keys.Rotate(key, grace);
        return ControlResponses.Keys(call.Mock);
    }

    private static MockResponse TopUp(ControlRequest call)
    {
        var credits = call.Input.RequiredCount("credits", 0);
        call.Input.End();
        if (call.Mock.Ledger.Balance is null)
        {
            throw new InvalidOperationException(
                "The credits of this mock are unlimited, so none can be added. "
                + "Give it a balance first: POST /__seedance/reset with {\"balance\": 100}.");
        }

        call.Mock.Ledger.TopUp(credits);
        return ControlResponses.Ledger(call.Mock);
    }

    private static async Task<MockResponse> WaitForWebhooksAsync(ControlRequest call)
    {
        call.Input.End();
        await call.Mock.WaitForWebhooksAsync().ConfigureAwait(false);
        return ControlResponses.Webhooks(call.Mock, ControlPage.Read(""));
    }

    private static MockResponse Expect(ControlRequest call)
    {
        ControlExpectation.Check(call.Input, call.Mock);
        return ControlResponses.Status(call.Mock);
    }

    private static MockResponse Verify(ControlRequest call)
    {
        var ignored = call.Input.ListOf("ignoredViolations", ControlNames.Kinds) ?? call.Options.IgnoredViolations;
        call.Input.End();
        call.Mock.Verify(ignored);
        return ControlResponses.Status(call.Mock);
    }

    private static async Task<MockResponse> ResetAsync(ControlRequest call)
    {
        await call.Mock.ResetAsync(ControlOptions.Read(call.Input, call.Mock.StartOptions)).ConfigureAwait(false);
        return ControlResponses.Status(call.Mock);
    }
}
