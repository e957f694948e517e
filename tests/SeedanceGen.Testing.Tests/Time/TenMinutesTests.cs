using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using SeedanceGen.Testing.Tests.Support;

namespace SeedanceGen.Testing.Tests.Time;

/// <summary>Ten minutes of polling over a real socket, on a virtual clock.</summary>
[Trait("Category", "Slow")]
public sealed class TenMinutesTests
{
    private const int Repetitions = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task Ten_virtual_minutes_go_the_same_way_every_time_and_take_milliseconds()
    {
        await PollAsync();
        var took = new List<TimeSpan>();
        for (var i = 0; i < Repetitions; i++)
        {
            var watch = Stopwatch.StartNew();
            var polls = await PollAsync();
            took.Add(watch.Elapsed);

            polls.ShouldBe(Enumerable.Range(0, 121).Select(poll => poll * Pause));
        }

        // About thirty milliseconds on an idle machine; the bound leaves room for a busy one.
        took.Order().ElementAt(Repetitions / 2).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task The_client_waits_out_ten_virtual_minutes_every_time()
    {
        for (var i = 0; i < Repetitions; i++)
        {
            using var clock = new VirtualTimeProvider();
            await using var server = await SeedanceMockServer.StartAsync(
                new() { TimeProvider = clock, Lifecycle = JobLifecycle.After(Duration) });
            await using var client = VirtualClient.Of(server, clock);

            var job = await client.SubmitAsync(VideoRequest.Seedance20("A river").Build());
            var video = await job.WaitAsync();

            video.Status.ShouldBe(GenerationStatus.Succeeded);
            clock.Elapsed.ShouldBeInRange(Duration, Duration + TimeSpan.FromSeconds(18));
            server.Journal.ForJob(job.Id).Of(MockOperation.Get).ShouldBeSpacedBy(TimeSpan.FromSeconds(1.6)).ShouldStopAtTerminal();
        }
    }

    /// <summary>Returns when each poll came, counted from the acceptance.</summary>
    private static async Task<List<TimeSpan>> PollAsync()
    {
        using var clock = new VirtualTimeProvider();
        await using var server = await SeedanceMockServer.StartAsync(
            new() { TimeProvider = clock, Lifecycle = JobLifecycle.After(Duration) });
        using var http = new HttpClient(clock.Track(new SocketsHttpHandler())) { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.ApiKey);
        using var content = new StringContent(Requests.Simple, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("api/open/v1/video/generations", content);
        var accepted = await response.Content.ReadFromJsonAsync(SeedanceJsonContext.Default.VideoGenerationAccepted);
        response.Dispose();

        while (true)
        {
            var read = await http.GetFromJsonAsync(
                "api/open/v1/video/generations/" + accepted!.RequestId, SeedanceJsonContext.Default.VideoGeneration);
            if (read!.Status.IsTerminal)
                break;

            await Task.Delay(Pause, clock);
        }

        var job = server.Jobs.Single();
        return [.. server.Journal.Of(MockOperation.Get).Select(entry => entry.Timestamp - job.AcceptedAt)];
    }
}
