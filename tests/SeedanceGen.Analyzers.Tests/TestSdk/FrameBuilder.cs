using System;
using SeedanceGen.Rules;

namespace Studio;

/// <summary>An object in a request; its required field has the name of a field of the request, and other rules.</summary>
public sealed class FrameBuilder
{
    public FrameBuilder(
        [FieldRules("Length", "length", """{"description":"1 to 3","minimum":1,"maximum":3}""")]
        int length) => WithLength(length);

    public FrameBuilder WithLength(
        [FieldRules("Length", "length", """{"description":"1 to 3","minimum":1,"maximum":3}""")]
        int length) => this;

    public FrameBuilder WithZoom(
        [FieldRules("Zoom", "zoom", """{"description":"0 to 1","minimum":0,"maximum":1}""")]
        double zoom) => this;

    public FrameBuilder WithShape(
        [FieldRules("Shape", "shape", """{"description":"480p or 720p","enum":["480p","720p"],"x-enumNames":["P480","P720"]}""")]
        Shape shape) => this;

    public FrameBuilder WithLinks(
        [FieldRules(
            "Links",
            "links",
            """{"description":"1 to 2 values","type":"array","minItems":1,"maxItems":2,"items":"""
            + """{"description":"an HTTPS URL","format":"uri","pattern":"^https://"}}""")]
        params Uri[] links) => this;

    public FrameBuilder WithInner(
        [FieldRules("Inner", "inner", """{"description":"a JSON object"}""")]
        Frame inner) => this;

    public FrameBuilder WithInner(
        [FieldRules("Length", "length", """{"description":"1 to 3","minimum":1,"maximum":3}""")]
        int length,
        Action<FrameBuilder>? configure = null) => this;

    public Frame Build() => new() { Length = 1 };
}
