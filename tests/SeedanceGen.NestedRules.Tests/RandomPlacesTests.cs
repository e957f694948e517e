using SeedanceGen.NestedRules.Tests.Support;
using static SeedanceGen.NestedRules.Tests.Support.Requests;

namespace SeedanceGen.NestedRules.Tests;

/// <summary>Requests of chance: the client rejects what the mock rejects, at the same places.</summary>
public sealed class RandomPlacesTests
{
    private const int Seed = 14;
    private const int Count = 3000;

    private readonly Random _random = new(Seed);

    [Fact]
    public void Run_time_and_mock_reject_the_same_places_of_random_requests()
    {
        var rejected = 0;
        for (var i = 0; i < Count; i++)
        {
            var request = Request();
            var json = Sent(request);

            var atRunTime = request.ValidateStrictly().Select(violation => violation.Pointer).ToHashSet();
            var byMock = Mock.ViolationsOf(json).Select(violation => violation.Pointer).ToHashSet();

            atRunTime.SetEquals(byMock).ShouldBeTrue(
                $"request {i} of seed {Seed}: {System.Text.Encoding.UTF8.GetString(json)}: run time {string.Join(' ', atRunTime)}, "
                + $"mock {string.Join(' ', byMock)}");
            rejected += byMock.Count > 0 ? 1 : 0;
        }

        rejected.ShouldBeInRange(Count / 5, Count * 19 / 20, "Accepted and rejected requests are both common.");
    }

    private VideoGenerationRequest Request() => new()
    {
        Model = Of(SeedanceModel.Alpha, SeedanceModel.Beta, SeedanceModel.Alpha, new SeedanceModel("gamma")),
        Prompt = Mostly("A river", ""),
        Seconds = Perhaps(() => _random.Next(-1, 20)),
        Quality = Perhaps(() => Of(Quality.Low, Quality.High, Quality.Low, new Quality("best"))),
        Seed = Perhaps(() => _random.Next()),
        Note = Mostly(null, "Mine"),
        Mail = Mostly(null, "a@example.com"),
        Camera = Rarely(() => new Camera
        {
            Motion = Of(CameraMotion.Pan, CameraMotion.Zoom, CameraMotion.Pan, new CameraMotion("tilt")),
            Strength = Perhaps(() => _random.Next(-1, 8) / 4.0),
            Lens = Rarely(() => new CameraLens { Focal = Perhaps(() => _random.Next(1, 45) * Of(5, 5, 1)) }),
        }),
        Overlay = Rarely(() => new VideoGenerationRequestOverlay
        {
            Text = Mostly("The end", new string('a', _random.Next(0, 25))),
            Size = Perhaps(() => Of(12, 24, 12, 13)),
            AdditionalProperties = Mostly([], Unknown("colour")),
        }),
        Keyframes = Rarely(() => Many(4, () => Mostly(
            Frame(_random.Next(0, 17), Mostly("https://a.example/1.png", "ftp://a.example/1"), Mostly(null, "rivers")), null!))),
        Labels = Rarely(() => new Dictionary<string, Label> { [Of("a", "a~b/c")] = Mostly(Label(), null!) }),
        Path = Rarely(() => Many<IReadOnlyList<double>>(3, () => Many(3, () => _random.Next(-3, 4) / 2.0))),
        Shape = Rarely(() => new Circle { Radius = _random.Next(0, 11), Edge = Perhaps(() => _random.Next(-1, 5) / 2.0) }),
        Source = Rarely<Source>(() => Of<Source>(
            new JobSource { JobId = Of("j12", "j1") },
            new LinkSource { Url = new Uri(Of("https://a.example/1.mp4", "ftp://a.example/1")) })),
    };

    private Label Label() => new() { Text = Of("ok", "o"), AdditionalProperties = Mostly([], Unknown("colour")) };

    private T Of<T>(params T[] values) => values[_random.Next(values.Length)];

    /// <summary>The first value nine times of ten.</summary>
    private T Mostly<T>(T usual, T other) => _random.Next(10) > 0 ? usual : other;

    private T? Perhaps<T>(Func<T> make)
        where T : struct => _random.Next(2) == 0 ? make() : null;

    private T? Rarely<T>(Func<T> make)
        where T : class => _random.Next(3) == 0 ? make() : null;

    private T[] Many<T>(int most, Func<T> make) => [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => make())];
}
