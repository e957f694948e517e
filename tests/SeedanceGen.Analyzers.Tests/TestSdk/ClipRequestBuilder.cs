using System;
using SeedanceGen.Rules;

namespace Studio;

/// <summary>What every engine accepts.</summary>
public abstract class ClipRequestBuilder<TSelf>
    where TSelf : ClipRequestBuilder<TSelf>
{
    public TSelf WithTitle(
        [RequestField("Title", "title"), AcceptedLength(1, 12, Words = "1 to 12 characters"),
            AcceptedPattern(@"\S", Words = "a text that is not blank")] string title) => (TSelf)this;

    public TSelf WithLength([RequestField("Length", "length")] int length) => (TSelf)this;

    public TSelf WithWeight(
        [RequestField("Weight", "weight"),
            AcceptedRange(0, 1, ExclusiveMinimum = true, Words = "a number above 0, up to 1")] double weight) => (TSelf)this;

    public TSelf WithPrice(
        [RequestField("Price", "price"), AcceptedRange(0.5, 99.5, Words = "0.5 to 99.5"),
            AcceptedMultiple(0.1, Words = "a multiple of 0.1")] decimal price) => (TSelf)this;

    public TSelf WithGain([RequestField("Gain", "gain"), AcceptedValues(0.5, 1.5, Words = "0.5 or 1.5")] float gain) => (TSelf)this;

    public TSelf WithSeed(
        [RequestField("Seed", "seed"), AcceptedRange(0, 4294967295, Words = "0 to 4294967295")] long seed) => (TSelf)this;

    public TSelf WithTone([RequestField("Tone", "tone"), AcceptedValues("warm", "cold", Words = "warm or cold")] string tone) =>
        (TSelf)this;

    public TSelf WithDraft([RequestField("Draft", "draft"), AcceptedValues("true", Words = "true")] bool draft) => (TSelf)this;

    public TSelf WithShape(
        [RequestField("Shape", "shape"), AcceptedValues(new[] { "480p", "720p", "1080p" }, new[] { "P480", "P720", "P1080" },
            Words = "480p, 720p or 1080p")] Shape shape) => (TSelf)this;

    public TSelf WithCallback([RequestField("Callback", "callback"), AcceptedUriScheme(Words = "an absolute URL")] Uri callback) =>
        (TSelf)this;

    public TSelf WithLinks(
        [RequestField("Links", "links"), AcceptedCount(1, 3, Words = "1 to 3 values"),
            AcceptedUriScheme("https", Words = "an HTTPS URL")] params Uri[] links) => (TSelf)this;

    public TSelf WithLinks(
        [RequestField("Links", "links"), AcceptedCount(1, 3, Words = "1 to 3 values"),
            AcceptedUriScheme("https", Words = "an HTTPS URL")] params string[] links) => (TSelf)this;

    public TSelf WithTags(
        [RequestField("Tags", "tags"), AcceptedCount(0, 40, Unique = true, Words = "up to 40 different values"),
            AcceptedLength(1, 5, Words = "1 to 5 characters")] params ReadOnlySpan<string> tags) => (TSelf)this;

    public TSelf WithShapes(
        [RequestField("Shapes", "shapes"), AcceptedCount(1, 2, Words = "1 to 2 values"), AcceptedValues(new[] { "480p", "720p", "1080p" },
            new[] { "P480", "P720", "P1080" }, Words = "480p, 720p or 1080p")] params Shape[] shapes) => (TSelf)this;

    public TSelf WithNote(string note) => (TSelf)this;

    public ClipRequest Build() => new() { Engine = Engine.Swift1, Title = "river" };
}
