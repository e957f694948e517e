using System;
using SeedanceGen.Rules;

namespace Studio;

/// <summary>What every engine accepts.</summary>
public abstract class ClipRequestBuilder<TSelf>
    where TSelf : ClipRequestBuilder<TSelf>
{
    public TSelf WithTitle(
        [FieldRules(
            "Title",
            "title",
            """{"description":"1 to 12 characters and a text that is not blank","minLength":1,"maxLength":12,"pattern":"\\S"}""")]
        string title) => (TSelf)this;

    public TSelf WithLength(
        [FieldRules("Length", "length", """{}""")]
        int length) => (TSelf)this;

    public TSelf WithWeight(
        [FieldRules("Weight", "weight", """{"description":"a number above 0, up to 1","minimum":0,"maximum":1,"exclusiveMinimum":true}""")]
        double weight) => (TSelf)this;

    public TSelf WithPrice(
        [FieldRules(
            "Price",
            "price",
            """{"description":"0.5 to 99.5 and a multiple of 0.1","minimum":0.5,"maximum":99.5,"multipleOf":0.1}""")]
        decimal price) => (TSelf)this;

    public TSelf WithGain(
        [FieldRules("Gain", "gain", """{"description":"0.5 or 1.5","enum":[0.5,1.5]}""")]
        float gain) => (TSelf)this;

    public TSelf WithSeed(
        [FieldRules("Seed", "seed", """{"description":"0 to 4294967295","minimum":0,"maximum":4294967295}""")]
        long seed) => (TSelf)this;

    public TSelf WithTone(
        [FieldRules("Tone", "tone", """{"description":"warm or cold","enum":["warm","cold"]}""")]
        string tone) => (TSelf)this;

    public TSelf WithDraft(
        [FieldRules("Draft", "draft", """{"description":"true","enum":[true]}""")]
        bool draft) => (TSelf)this;

    public TSelf WithShape(
        [FieldRules(
            "Shape",
            "shape",
            """{"description":"480p, 720p or 1080p","enum":["480p","720p","1080p"],"x-enumNames":["P480","P720","P1080"]}""")]
        Shape shape) => (TSelf)this;

    public TSelf WithCallback(
        [FieldRules("Callback", "callback", """{"description":"an absolute URL","format":"uri"}""")]
        Uri callback) => (TSelf)this;

    public TSelf WithLinks(
        [FieldRules(
            "Links",
            "links",
            """{"description":"1 to 3 values","type":"array","minItems":1,"maxItems":3,"items":"""
            + """{"description":"an HTTPS URL","format":"uri","pattern":"^https://"}}""")]
        params Uri[] links) => (TSelf)this;

    public TSelf WithLinks(
        [FieldRules(
            "Links",
            "links",
            """{"description":"1 to 3 values","type":"array","minItems":1,"maxItems":3,"items":"""
            + """{"description":"an HTTPS URL","format":"uri","pattern":"^https://"}}""")]
        params string[] links) => (TSelf)this;

    public TSelf WithTags(
        [FieldRules(
            "Tags",
            "tags",
            """{"description":"up to 40 different values","type":"array","maxItems":40,"uniqueItems":true,"items":"""
            + """{"description":"1 to 5 characters","minLength":1,"maxLength":5}}""")]
#if PARAMS_COLLECTIONS
        params ReadOnlySpan<string> tags) => (TSelf)this;
#else
        params string[] tags) => (TSelf)this;
#endif

    public TSelf WithShapes(
        [FieldRules(
            "Shapes",
            "shapes",
            """{"description":"1 to 2 values","type":"array","minItems":1,"maxItems":2,"items":"""
            + """{"description":"480p, 720p or 1080p","enum":["480p","720p","1080p"],"x-enumNames":["P480","P720","P1080"]}}""")]
        params Shape[] shapes) => (TSelf)this;

    public TSelf WithFrame(
        [FieldRules("Frame", "frame", """{"description":"a JSON object"}""")]
        Frame frame) => (TSelf)this;

    public TSelf WithFrame(
        [FieldRules("Length", "length", """{"description":"1 to 3","minimum":1,"maximum":3}""")]
        int length,
        Action<FrameBuilder>? configure = null) => (TSelf)this;

    public TSelf WithFrames(
        [FieldRules(
            "Frames",
            "frames",
            """{"description":"1 to 2 values","type":"array","minItems":1,"maxItems":2,"items":{"description":"a JSON object"}}""")]
        params Frame[] frames) => (TSelf)this;

    public TSelf AddFrame(
        [FieldRules("Length", "length", """{"description":"1 to 3","minimum":1,"maximum":3}""")]
        int length,
        Action<FrameBuilder>? configure = null) => (TSelf)this;

    public TSelf WithNote(string note) => (TSelf)this;

    public ClipRequest Build() => new() { Engine = Engine.Swift1, Title = "river" };
}
