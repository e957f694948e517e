using SeedanceGen.Rules;

namespace Studio;

public sealed class Swift1RequestBuilder : ClipRequestBuilder<Swift1RequestBuilder>
{
    public new Swift1RequestBuilder WithLength(
        [FieldRules("Length", "length", """{"description":"5 or 10 seconds","enum":[5,10]}""")]
        int length) => this;

    public Swift1RequestBuilder WithLength(
        [FieldRules("Length", "length", """{"description":"5 or 10 seconds","enum":[5,10]}""")]
        Swift1Length length) => this;

    public new Swift1RequestBuilder WithShape(
        [FieldRules("Shape", "shape", """{"description":"480p or 720p","enum":["480p","720p"],"x-enumNames":["P480","P720"]}""")]
        Shape shape) => this;
}
