using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Http;

namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>
/// The course of the jobs that the documented requests make, as scenarios: a state for each number of polls, and one for a cancelled job.
/// What a cancel does after so many polls is found out on a mock of its own.
/// </summary>
internal sealed class JobCourse(SeedanceMockOptions options, Uri baseAddress, IReadOnlyList<byte[]> earlier, byte[] request, string name)
{
    private const int MostPolls = 100;
    private const string Cancelled = "cancelled";

    private readonly List<Exchange> _exchanges = [];

    public static async Task<IReadOnlyList<Exchange>> OfEveryExampleAsync(SeedanceMockOptions options, Uri baseAddress)
    {
        var requests = DocumentedExamples.Requests;
        var all = new List<Exchange>();
        for (var index = 0; index < requests.Count; index++)
        {
            // The jobs before this one are submitted too: they are why its id is what it is.
            var earlier = requests.Take(index).Select(known => known.Body).ToArray();
            all.AddRange(await new JobCourse(options, baseAddress, earlier, requests[index].Body, requests[index].Name).FollowAsync().ConfigureAwait(false));
        }

        return all;
    }

    private async Task<IReadOnlyList<Exchange>> FollowAsync()
    {
        var isFinished = false;
        for (var polls = 0; !isFinished; polls++)
        {
            if (polls > MostPolls)
                throw new ArgumentException($"The lifecycle '{options.Lifecycle}' is not one that polls bring to its end.", nameof(options));

            isFinished = await AddStateAsync(polls).ConfigureAwait(false);
            if (isFinished)
                await AddStateAsync(polls + 1, isLast: true).ConfigureAwait(false);
        }

        return _exchanges;
    }

    /// <summary>Adds what a read and a cancel do after so many polls; true when the read sees that the job has ended.</summary>
    private async Task<bool> AddStateAsync(int polls, bool isLast = false)
    {
        var mock = new MockInMemory(options, baseAddress);
        await using (mock.ConfigureAwait(false))
        {
            var id = Start(mock, polls, isFirst: polls == 0);
            var read = mock.Ask(OperationTable.GetVideoGeneration, id);
            var isFinished = JsonSerializer.Deserialize(read.Body.Span, SeedanceJsonContext.Default.VideoGeneration)!.Status.IsTerminal;
            Add(OperationTable.GetVideoGeneration, id, read, StateAt(polls), StateAt(isLast ? polls : polls + 1));
            await AddCancelAsync(polls, StateAt(polls)).ConfigureAwait(false);
            return isFinished;
        }
    }

    private async Task AddCancelAsync(int polls, string state)
    {
        var mock = new MockInMemory(options, baseAddress);
        await using (mock.ConfigureAwait(false))
        {
            var id = Start(mock, polls, isFirst: false);
            var cancel = mock.Ask(OperationTable.CancelVideoGeneration, id);
            var isCancelled = cancel.StatusCode < 300;
            Add(OperationTable.CancelVideoGeneration, id, cancel, state, isCancelled ? Cancelled : state);
            if (!isCancelled || polls > 0)
                return;

            Add(OperationTable.GetVideoGeneration, id, mock.Ask(OperationTable.GetVideoGeneration, id), Cancelled, Cancelled);
            Add(OperationTable.CancelVideoGeneration, id, mock.Ask(OperationTable.CancelVideoGeneration, id), Cancelled, Cancelled);
        }
    }

    /// <summary>Submits, after all that was submitted before, and polls.</summary>
    private string Start(MockInMemory mock, int polls, bool isFirst)
    {
        foreach (var body in earlier)
            mock.Ask(OperationTable.SubmitVideoGeneration, body: body);

        var accepted = mock.Ask(OperationTable.SubmitVideoGeneration, body: request);
        var id = JsonSerializer.Deserialize(accepted.Body.Span, SeedanceJsonContext.Default.VideoGenerationAccepted)!.RequestId;
        if (isFirst)
            Add(OperationTable.SubmitVideoGeneration, id, accepted, state: null, StateAt(0), JsonNode.Parse(request));
        for (var poll = 0; poll < polls; poll++)
            mock.Ask(OperationTable.GetVideoGeneration, id);
        return id;
    }

    private void Add(OperationDescription operation, string id, MockResponse reply, string? state, string next, JsonNode? body = null) => _exchanges.Add(new Exchange
    {
        Title = $"{name} {operation.Id}{(state is null ? "" : " when " + state)}",
        Method = operation.Method,
        Path = MockInMemory.PathOf(operation, id),
        Reply = reply,
        Authorization = MockInMemory.AuthorizationOf(options),
        Body = body,
        Scenario = name,
        State = state,
        NextState = next,
    });

    private static string StateAt(int polls) => "polled " + polls.ToString(CultureInfo.InvariantCulture);
}
