using SeedanceGen.Rules;

namespace Studio;

[BuildsRequest(typeof(ClipRequest), "Engine", "swift-1", "Swift1")]
public sealed class Swift1RequestBuilder : ClipRequestBuilder<Swift1RequestBuilder>
{
    public new Swift1RequestBuilder WithLength(
        [RequestField("Length", "length"), AcceptedValues(5, 10, Words = "5 or 10 seconds")] int length) => this;

    public Swift1RequestBuilder WithLength(
        [RequestField("Length", "length"), AcceptedValues(5, 10, Words = "5 or 10 seconds")] Swift1Length length) => this;

    public new Swift1RequestBuilder WithShape(
        [RequestField("Shape", "shape"),
            AcceptedValues(new[] { "480p", "720p" }, new[] { "P480", "P720" }, Words = "480p or 720p")] Shape shape) => this;
}
