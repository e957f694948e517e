using SeedanceGen.Rules;

namespace Studio;

public sealed class Swift2RequestBuilder : ClipRequestBuilder<Swift2RequestBuilder>
{
    public new Swift2RequestBuilder WithLength(
        [FieldRules(
            "Length",
            "length",
            """{"description":"4 to 15 seconds and a multiple of 3","minimum":4,"maximum":15,"multipleOf":3}""")]
        int length) => this;
}
