using SeedanceGen.Rules;

namespace Studio;

[BuildsRequest(typeof(ClipRequest), "Engine", "swift-2", "Swift2")]
public sealed class Swift2RequestBuilder : ClipRequestBuilder<Swift2RequestBuilder>
{
    public new Swift2RequestBuilder WithLength(
        [RequestField("Length", "length"), AcceptedRange(4, 15, Words = "4 to 15 seconds"),
            AcceptedMultiple(3, Words = "a multiple of 3")] int length) => this;
}
