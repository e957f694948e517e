using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Checks;

/// <summary>A job's course to its end.</summary>
internal sealed partial class JobChecks
{
    private const string CourseName = "every read of a job";
    private const string LinkName = "the link is there when the job has succeeded, and only then";
    private const string EndName = "an ended job does not change";
    private static readonly DocumentedFact Link = DocumentedFact.OfProperty(nameof(VideoOutput), "url");
    private static readonly DocumentedFact Status = DocumentedFact.OfProperty(nameof(VideoGeneration), "status");

    private async Task FollowAsync(DocumentedRequest request, string? requestId, CancellationToken token)
    {
        if (requestId is null)
        {
            run.Skip(CourseName, Reading, NoJob);
            run.Skip(LinkName, Link, NoJob);
            run.Skip(EndName, Status, NoJob);
            return;
        }

        var course = await CourseAsync(requestId, token).ConfigureAwait(false);
        var last = course[^1];
        var seen = string.Join(" → ", course.Select(answer => answer.Text("status")).Distinct());
        var wrong = course.Select(answer => answer.WrongAsSuccess() ?? Other("/requestId", Quoted(requestId), Quoted(answer.Text("requestId"))) ?? Repeated(request, answer))
            .FirstOrDefault(problem => problem is not null);
        run.Check(CourseName, Reading, wrong, seen);
        run.Check(LinkName, Link, course.Select(WrongLink).FirstOrDefault(problem => problem is not null), seen);
        if (!IsTerminal(last))
        {
            run.Skip(EndName, Status, $"the job had not ended after {run.Options.JobTimeout}: {seen}");
            return;
        }

        var again = await run.Caller.AskAsync(OperationTable.GetVideoGeneration, token, requestId).ConfigureAwait(false);
        run.Check(EndName, Status, Other("/status", Quoted(last.Text("status")), Quoted(again.Text("status"))), again.Text("status") ?? "nothing");
    }

    /// <summary>Every read until the job has ended or the patience has.</summary>
    private async Task<List<SeenAnswer>> CourseAsync(string requestId, CancellationToken token)
    {
        var time = run.Options.TimeProvider;
        var start = time.GetTimestamp();
        var course = new List<SeenAnswer>();
        while (true)
        {
            course.Add(await run.Caller.AskAsync(OperationTable.GetVideoGeneration, token, requestId).ConfigureAwait(false));
            if (IsTerminal(course[^1]) || !course[^1].IsSuccess || time.GetElapsedTime(start) >= run.Options.JobTimeout)
                return course;

            await Task.Delay(run.Options.PollInterval, time, token).ConfigureAwait(false);
        }
    }

    private static bool IsTerminal(SeenAnswer answer) => answer.Text("status") is { Length: > 0 } status && new GenerationStatus(status).IsTerminal;

    /// <summary>What was submitted comes back as it was, where it comes back at all.</summary>
    private static string? Repeated(DocumentedRequest request, SeenAnswer answer)
    {
        var submitted = JsonNode.Parse(request.Body)!.AsObject();
        foreach (var (name, value) in submitted)
        {
            if (answer.Json!.TryGetPropertyValue(name, out var reported) && !JsonNode.DeepEquals(value, reported))
                return $"/{name}: expected {value?.ToJsonString()}, actual {reported?.ToJsonString()}";
        }

        return null;
    }

    private static string? WrongLink(SeenAnswer answer)
    {
        var hasLink = (answer.Json?["output"] as JsonObject)?["url"] is not null;
        var hasSucceeded = answer.Text("status") == GenerationStatus.Succeeded.Value;
        return hasLink == hasSucceeded ? null : $"/output/url is {(hasLink ? "there" : "missing")} while the status is {answer.Text("status")}";
    }
}
