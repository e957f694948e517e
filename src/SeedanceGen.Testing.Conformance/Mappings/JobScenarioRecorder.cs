using System.Globalization;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Http;
using SeedanceGen.Testing.Schema;
using SeedanceGen.Testing.Service;

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
        var requests = ApiDescription.Current.Examples.Requests;
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
            var read = mock.Call(ApiDescription.Current.Jobs.Get, id);
            var isFinished = read.JobStatus is { } status && ApiDescription.Current.Jobs.IsTerminal(status);
            Add(ApiDescription.Current.Jobs.Get, id, read, StateAt(polls), StateAt(isLast ? polls : polls + 1));
            if (isLast)
                AddVideo(id, mock.Download(id));
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
            var cancel = mock.Call(ApiDescription.Current.Jobs.Cancel, id);
            var isCancelled = cancel.StatusCode < 300;
            Add(ApiDescription.Current.Jobs.Cancel, id, cancel, state, isCancelled ? Cancelled : state);
            if (!isCancelled || polls > 0)
                return;

            Add(ApiDescription.Current.Jobs.Get, id, mock.Call(ApiDescription.Current.Jobs.Get, id), Cancelled, Cancelled);
            Add(ApiDescription.Current.Jobs.Cancel, id, mock.Call(ApiDescription.Current.Jobs.Cancel, id), Cancelled, Cancelled);
        }
    }

    /// <summary>Submits the earlier jobs and this one, and polls it.</summary>
    private string Start(MockCaller mock, int polls, bool isFirst)
    {
        foreach (var body in earlier)
            mock.Call(ApiDescription.Current.Jobs.Submit, body: body);

        var accepted = mock.Call(ApiDescription.Current.Jobs.Submit, body: request);
        var id = JsonNode.Parse(accepted.Body.Span)![ApiDescription.Current.Jobs.Accepted.Id!]!.GetValue<string>();
        if (isFirst)
            Add(ApiDescription.Current.Jobs.Submit, id, accepted, state: null, StateAt(0), JsonNode.Parse(request));
        for (var poll = 0; poll < polls; poll++)
            mock.Call(ApiDescription.Current.Jobs.Get, id);
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

    /// <summary>Adds the file behind the link of a job that has succeeded.</summary>
    private void AddVideo(string id, MockResponse response)
    {
        if (response.StatusCode >= 300)
            return;

        _exchanges.Add(new MappedExchange
        {
            Title = $"{name} {MockOperation.DownloadVideo.Id}",
            Method = "GET",
            Path = VideoEndpoint.PathOf(id),
            Response = response,
            Authorization = null,
        });
    }

    private static string StateAt(int polls) => "polled " + polls.ToString(CultureInfo.InvariantCulture);
}
