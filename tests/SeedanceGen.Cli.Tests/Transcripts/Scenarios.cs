using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Transcripts;

/// <summary>Scenarios for each command, with successes and failures.</summary>
internal static class Scenarios
{
    private const string Id = "req_0000000001";

    private static readonly string[] OneAtATime = ["batch", "requests.jsonl", "-o", "out", "--max-concurrency", "1"];

    private static readonly JobLifecycle Failing = JobLifecycle.AfterPolls(1).EndingInFailure("too_blurry", "Nothing could be seen");

    private static readonly Dictionary<string, string> Requests = new()
    {
        ["requests.jsonl"] = string.Join(
            '\n', Enumerable.Range(1, 3).Select(line => $$"""{"model":"seedance-2.0","prompt":"Line {{line}}","duration":5}""")),
        ["one.jsonl"] = """{"model":"seedance-2.0","prompt":"Line 1","duration":5}""",
        ["wrong.json"] = """{"model":"seedance-1.5-pro","prompt":"A river","duration":7,"colour":"red"}""",
    };

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new(
            "generate",
            ["generate", "A river", "-o", "river.mp4"],
            ["generate", "A river", "--mock", "--json", "-o", "river.mp4"],
            ["generate"]),
        new("generate-fails", ["generate", "A river"], ["generate", "A river", "--json"], ["generate", "A river", "--duration", "99"])
        {
            Service = new SeedanceMockOptions { Lifecycle = Failing },
        },
        new(
            "submit",
            ["submit", "A river", "--duration", "5"],
            ["submit", "A river", "--json"],
            ["submit", "A river", "--resolution", "8k"]),
        new("get", ["submit", "A river"], ["get", Id], ["get", Id, "--json"], ["get", "req_nowhere"]),
        new("wait", ["submit", "A river"], ["wait", Id, "--json"], ["wait", "req_nowhere"]),
        new("wait-too-short", ["submit", "A river"], ["wait", Id, "--timeout", "10"])
        {
            Service = new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually },
        },
        new("cancel", ["submit", "A river"], ["cancel", Id], ["cancel", Id])
        {
            Service = new SeedanceMockOptions { Lifecycle = JobLifecycle.Manually },
        },
        new(
            "download",
            ["submit", "A river"],
            ["download", Id, "-o", "river.mp4"],
            ["wait", Id, "--json"],
            ["download", Id, "-o", "river.mp4"]),
        new("batch", OneAtATime, ["batch", "requests.jsonl", "-o", "out", "--json"])
        {
            Files = Requests,
        },
        new("batch-with-a-ceiling", ["batch", "requests.jsonl", "-o", "out", "--max-concurrency", "1", "--max-credits", "50"])
        {
            Files = Requests,
        },
        new(
            "jobs",
            ["submit", "A river", "--quiet"],
            ["get", Id, "--quiet"],
            ["jobs"],
            ["jobs", "list"],
            ["jobs", "list", "--state", "queued"]),
        new(
            "jobs-in-a-store",
            ["batch", "requests.jsonl", "--store", "jobs.db", "--detach"],
            ["jobs", "cancel", "requests-0002", "--store", "jobs.db"],
            ["jobs", "list", "--store", "jobs.db"],
            ["jobs", "status", "--store", "jobs.db"],
            ["jobs", "status", "requests-0002", "--store", "jobs.db"],
            ["jobs", "resolve", "requests-0001", "--not-charged", "--store", "jobs.db"])
        {
            Files = Requests,
        },
        new(
            "batch-in-a-store",
            ["batch", "one.jsonl", "-o", "out", "--store", "jobs.db", "--quiet"],
            ["jobs", "resolve", "one-0001", "--accepted", Id, "--store", "jobs.db"],
            ["batch", "one.jsonl", "-o", "out", "--store", "jobs.db", "--quiet"])
        {
            Files = Requests,
            Service = new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately },
            Prepare = service =>
                service.Given(MockOperation.Submit).Respond(MockFault.ConnectionClosed().AfterProcessing()).Nth(1),
        },
        new(
            "worker",
            ["batch", "one.jsonl", "--store", "jobs.db", "--detach"],
            ["worker", "--store", "jobs.db", "-o", "out", "--poll-interval", "0.05", "--quiet"],
            ["worker", "-o", "out"])
        {
            Files = Requests,
            Service = new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately },
            Meanwhile = new Dictionary<int, Func<RunningTool, Stage, Task>> { [1] = Meanwhile.TheWorkerIsDoneAsync },
        },
        new("dry-run", ["submit", "A river", "--duration", "5", "--resolution", "720p", "--dry-run"]),
        new("models", ["models"], ["models", "--json"]),
        new(
            "validate",
            ["validate", "requests.jsonl"],
            ["validate", "wrong.json"],
            ["validate", "wrong.json", "--json"])
        {
            Files = Requests,
        },
        new("mock", ["mock", "--manual", "--job-time", "5"], ["mock", "--chaos-rate", "0.5", "--json"]),
        new("webhook-listen", ["webhook", "listen", "--public-url", "http://tunnel.example"], ["webhook"]),
        new("mock-runs", ["mock"], ["mock", "--json"])
        {
            Meanwhile = new Dictionary<int, Func<RunningTool, Stage, Task>>
            {
                [0] = Meanwhile.ASubmissionComesAsync,
                [1] = Meanwhile.ASubmissionComesAsync,
            },
        },
        new("webhook-listen-runs", ["webhook", "listen"], ["webhook", "listen", "--json"])
        {
            Service = new SeedanceMockOptions { Lifecycle = JobLifecycle.Immediately },
            Variables = [(ToolSettings.WebhookSecretVariable, "0123456789abcdef0123456789abcdef")],
            Meanwhile = new Dictionary<int, Func<RunningTool, Stage, Task>>
            {
                [0] = Meanwhile.WebhooksComeAsync,
                [1] = Meanwhile.WebhooksComeAsync,
            },
        },
        new("generate-interrupted", ["generate", "A river", "-o", "river.mp4"], ["wait", Id, "--json"])
        {
            GetsStuck = true,
            Meanwhile = new Dictionary<int, Func<RunningTool, Stage, Task>> { [0] = Meanwhile.TheJobIsLeftAsync },
        },
        new("wait-interrupted", ["submit", "A river"], ["wait", Id, "--json"])
        {
            GetsStuck = true,
            Meanwhile = new Dictionary<int, Func<RunningTool, Stage, Task>> { [1] = Meanwhile.TheJobIsLeftAsync },
        },
        new("batch-interrupted", OneAtATime, OneAtATime)
        {
            Files = Requests,
            GetsStuck = true,
            Meanwhile = new Dictionary<int, Func<RunningTool, Stage, Task>> { [0] = Meanwhile.TheBatchIsLeftAsync },
        },
        new("api", ["api", "listModels"], ["api", "getVideoGeneration", "--request-id", "req_nowhere"]),
        new("auth", ["auth", "status"], ["auth", "logout"], ["auth", "login", "--api-key", "sd2_live_on_the_line"]),
        new("auth-login", ["auth", "login"], ["auth", "status"])
        {
            HasKey = false,
            Piped = Meanwhile.Key,
            Meanwhile = new Dictionary<int, Func<RunningTool, Stage, Task>> { [0] = Meanwhile.TheKeyIsTypedAsync },
        },
        new("auth-without-a-key", ["auth", "status"], ["submit", "A river"], ["models"]) { HasKey = false },
        new("completion", ["completion", "bash"], ["completion", "tcsh"]),
        new(
            "usage",
            ["produce"],
            ["generte", "A river"],
            ["auth"],
            ["version", "now"],
            ["generate", "A", "river"],
            ["--version", "--json"]),
    ];
}
