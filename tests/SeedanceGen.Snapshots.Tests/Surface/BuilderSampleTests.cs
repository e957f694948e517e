using SeedanceGen.Release.Surfaces;
using SeedanceGen.Rules;

namespace SeedanceGen.Snapshots.Tests.Surface;

/// <summary>The samples of a builder whose description has objects in the request, and fields that exclude each other.</summary>
public sealed class BuilderSampleTests
{
    [Fact]
    public void An_object_is_made_by_its_builder_with_every_single_value()
    {
        var request = (TakeRequest)new BuilderSample(typeof(TakeRequestBuilder), Types).Requests().First();

        request.Frame.ShouldBe(new TakeFrame { Time = 2, Zoom = 1 });
        request.Frames!.ShouldBe([new TakeFrame { Time = 2, Zoom = 1 }, new TakeFrame { Time = 2, Zoom = 1 }]);
    }

    [Fact]
    public void An_option_that_excludes_another_is_left_out_and_named()
    {
        var sample = new BuilderSample(typeof(TakeRequestBuilder), Types);

        var request = (TakeRequest)sample.Requests().First();

        request.Mail.ShouldNotBeNull();
        request.Note.ShouldBeNull();
        sample.OptionsWithoutSample.ShouldBe(["WithNote beside the others"]);
    }

    private static Type[] Types => [typeof(TakeRequests), typeof(TakeRequestBuilder)];
}

/// <summary>Builders as the generator writes them.</summary>
public static class TakeRequests
{
    public static TakeRequestBuilder One([FieldRules("Frame", "frame", "{}")] TakeFrame frame) => new TakeRequestBuilder().WithFrame(frame);
}

public sealed class TakeRequestBuilder
{
    private static readonly SeedanceValidationException Excluded = new(
        [new RuleViolation { Field = "", Value = null, Rule = "not", Accepted = "not mail together with note", Model = "one" }]);

    private TakeRequest _request = new();

    public TakeRequestBuilder WithFrame([FieldRules("Frame", "frame", "{}")] TakeFrame frame) => Set(_request with { Frame = frame });

    public TakeRequestBuilder WithFrame(int time, Action<TakeFrameBuilder>? configure = null) => this;

    public TakeRequestBuilder WithFrames([FieldRules("Frames", "frames", """{"type":"array","items":{}}""")] params TakeFrame[] frames) =>
        Set(_request with { Frames = frames });

    public TakeRequestBuilder WithMail([FieldRules("Mail", "mail", "{}")] string mail) => Set(_request with { Mail = mail });

    public TakeRequestBuilder WithNote([FieldRules("Note", "note", "{}")] string note) => Set(_request with { Note = note });

    public TakeRequest Build() => _request is { Mail: not null, Note: not null } ? throw Excluded : _request;

    private TakeRequestBuilder Set(TakeRequest request)
    {
        _request = request;
        return this;
    }
}

public sealed record TakeRequest
{
    public TakeFrame? Frame { get; init; }

    public IReadOnlyList<TakeFrame>? Frames { get; init; }

    public string? Mail { get; init; }

    public string? Note { get; init; }
}

[ObjectBuilder(typeof(TakeFrameBuilder))]
public sealed record TakeFrame
{
    public required int Time { get; init; }

    public double? Zoom { get; init; }

    public TakeFrame? Inner { get; init; }
}

public sealed class TakeFrameBuilder([FieldRules("Time", "time", """{"minimum":2}""")] int time)
{
    private double? _zoom;

    public TakeFrameBuilder WithZoom([FieldRules("Zoom", "zoom", """{"maximum":1}""")] double zoom)
    {
        _zoom = zoom;
        return this;
    }

    public TakeFrameBuilder WithInner([FieldRules("Inner", "inner", "{}")] TakeFrame inner) => this;

    public TakeFrame Build() => new() { Time = time, Zoom = _zoom };
}
