using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;

namespace SeedanceGen.Testing.Conformance.Mappings;

/// <summary>
/// Records the documented jobs as scenarios: one state for each number of polls, and one for a canceled job. A separate mock records what a
/// cancel does after each number of polls.
/// </summary>
internal sealed class JobScenarioRecorder(
    SeedanceMockOptions options, Uri baseAddress, IReadOnlyList<byte[]> earlier, byte[] request, string name)
{
    private const int MostPolls = 100;
    private const string Cancelled = "cancelled";

    private readonly List<MappedExchange> _exchanges = [];

    public static async Task<IReadOnlyList<MappedExchange>> RecordExamplesAsync(SeedanceMockOptions options, Uri baseAddress)
    {
        var requests = DocumentedExamples.Requests;
        var all = new List<MappedExchange>();
        for (var index = 0; index < requests.Count; index++)
        {
            // The mock numbers its jobs, so the earlier jobs are submitted too.
            var earlier = requests.Take(index).Select(known => known.Body).ToArray();
            var recorder = new JobScenarioRecorder(options, baseAddress, earlier, requests[index].Body, requests[index].Name);
            all.AddRange(await recorder.FollowAsync().ConfigureAwait(false));
        }

        return all;
    }

    private async Task<IReadOnlyList<MappedExchange>> FollowAsync()
    {
        var isFinished = false;
        for (var polls = 0; !isFinished; polls++)
        {
            if (polls > MostPolls)
                throw new ArgumentException($"The lifecycle '{options.Lifecycle}' does not end by polls.", nameof(options));

            isFinished = await AddStateAsync(polls).ConfigureAwait(false);
            if (isFinished)
                await AddStateAsync(polls + 1, isLast: true).ConfigureAwait(false);
        }

        return _exchanges;
    }

    /// <summary>Adds a read and a cancel after this number of polls; true when the read returns an ended job.</summary>
    private async Task<bool> AddStateAsync(int polls, bool isLast = false)
    {
        var mock = new MockCaller(options, baseAddress);
        await using (mock.ConfigureAwait(false))
        {
            var id = Start(mock, polls, isFirst: polls == 0);
            var read = mock.Call(OperationTable.GetVideoGeneration, id);
            var isFinished = JsonSerializer.Deserialize(read.Body.Span, SeedanceJsonContext.Default.VideoGeneration)!.Status.IsTerminal;
            Add(OperationTable.GetVideoGeneration, id, read, StateAt(polls), StateAt(isLast ? polls : polls + 1));
            await AddCancelAsync(polls, StateAt(polls)).ConfigureAwait(false);
            return isFinished;
        }
    }

    private async Task AddCancelAsync(int polls, string state)
    {
        var mock = new MockCaller(options, baseAddress);
        await using (mock.ConfigureAwait(false))
        {
            var id = Start(mock, polls, isFirst: false);
            var cancel = mock.Call(OperationTable.CancelVideoGeneration, id);
            var isCancelled = cancel.StatusCode < 300;
            Add(OperationTable.CancelVideoGeneration, id, cancel, state, isCancelled ? Cancelled : state);
            if (!isCancelled || polls > 0)
                return;

            Add(OperationTable.GetVideoGeneration, id, mock.Call(OperationTable.GetVideoGeneration, id), Cancelled, Cancelled);
            Add(OperationTable.CancelVideoGeneration, id, mock.Call(OperationTable.CancelVideoGeneration, id), Cancelled, Cancelled);
        }
    }

    /// <summary>Submits the earlier jobs and this one, and polls it.</summary>
    private string Start(MockCaller mock, int polls, bool isFirst)
    {
        foreach (var body in earlier)
            mock.Call(OperationTable.SubmitVideoGeneration, body: body);

        var accepted = mock.Call(OperationTable.SubmitVideoGeneration, body: request);
        var id = JsonSerializer.Deserialize(accepted.Body.Span, SeedanceJsonContext.Default.VideoGenerationAccepted)!.RequestId;
        if (isFirst)
            Add(OperationTable.SubmitVideoGeneration, id, accepted, state: null, StateAt(0), JsonNode.Parse(request));
        for (var poll = 0; poll < polls; poll++)
            mock.Call(OperationTable.GetVideoGeneration, id);
        return id;
    }

    private void Add(
        OperationDescription operation, string id, MockResponse response, string? state, string next, JsonNode? body = null) =>
        _exchanges.Add(new MappedExchange
        {
            Title = $"{name} {operation.Id}{(state is null ? "" : " when " + state)}",
            Method = operation.Method,
            Path = MockCaller.PathOf(operation, id),
            Response = response,
            Authorization = MockCaller.AuthorizationOf(options),
            Body = body,
            Scenario = name,
            State = state,
            NextState = next,
        });

    private static string StateAt(int polls) => "polled " + polls.ToString(CultureInfo.InvariantCulture);
}
