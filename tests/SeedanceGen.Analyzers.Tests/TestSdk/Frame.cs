using System;
using System.Collections.Generic;
using SeedanceGen.Rules;

namespace Studio;

[ObjectBuilder(typeof(FrameBuilder))]
public sealed record Frame
{
    public required int Length { get; init; }
    public double? Zoom { get; init; }
    public Shape? Shape { get; init; }
    public IReadOnlyList<Uri>? Links { get; init; }
    public Frame? Inner { get; init; }
}
