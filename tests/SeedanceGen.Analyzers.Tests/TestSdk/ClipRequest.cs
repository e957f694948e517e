using System;
using System.Collections.Generic;
using SeedanceGen.Rules;

namespace Studio;

[RequestBuilder(typeof(Swift1RequestBuilder), "Engine", "swift-1", "Swift1")]
[RequestBuilder(typeof(Swift2RequestBuilder), "Engine", "swift-2", "Swift2")]
public sealed record ClipRequest
{
    public required Engine Engine { get; init; }
    public required string Title { get; init; }
    public int? Length { get; init; }
    public double? Weight { get; init; }
    public decimal? Price { get; init; }
    public float? Gain { get; init; }
    public long? Seed { get; init; }
    public string? Tone { get; init; }
    public bool? Draft { get; init; }
    public Shape? Shape { get; init; }
    public Uri? Callback { get; init; }
    public IReadOnlyList<Uri>? Links { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public IReadOnlyList<Shape>? Shapes { get; init; }
    public Frame? Frame { get; init; }
    public IReadOnlyList<Frame>? Frames { get; init; }
}
