using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.Acceptance;

public sealed class NumberTests
{
    private readonly Verifier _verifier = new(Descriptors.ConstantNotAcceptedId);

    [Theory]
    [InlineData("WithWeight([|0|])", "weight is 0, but swift-2 accepts a number above 0, up to 1")]
    [InlineData("WithWeight(0.0001)")]
    [InlineData("WithWeight(1)")]
    [InlineData("WithWeight([|1.0001|])", "weight is 1.0001, but swift-2 accepts a number above 0, up to 1")]
    [InlineData("WithWeight([|double.NaN|])", "weight is NaN, but swift-2 accepts a number above 0, up to 1")]
    [InlineData("WithWeight([|double.PositiveInfinity|])", "weight is Infinity, but swift-2 accepts a number above 0, up to 1")]
    [InlineData("WithSeed(0)")]
    [InlineData("WithSeed(4294967295)")]
    [InlineData("WithSeed([|4294967296|])", "seed is 4294967296, but swift-2 accepts 0 to 4294967295")]
    [InlineData("WithSeed([|-1L|])", "seed is -1, but swift-2 accepts 0 to 4294967295")]
    [InlineData("WithSeed([|long.MinValue|])", "seed is -9223372036854775808, but swift-2 accepts 0 to 4294967295")]
    [InlineData("WithPrice(0.5m)")]
    [InlineData("WithPrice(0.7m)")]
    [InlineData("WithPrice([|0.75m|])", "price is 0.75, but swift-2 accepts 0.5 to 99.5 and a multiple of 0.1")]
    [InlineData("WithPrice([|0.4m|])", "price is 0.4, but swift-2 accepts 0.5 to 99.5 and a multiple of 0.1")]
    [InlineData(
        "WithPrice([|decimal.MaxValue|])",
        "price is 79228162514264337593543950335, but swift-2 accepts 0.5 to 99.5 and a multiple of 0.1")]
    [InlineData("WithGain(1.5f)")]
    [InlineData("WithGain([|1|])", "gain is 1, but swift-2 accepts 0.5 or 1.5")]
    [InlineData("WithDraft(true)")]
    [InlineData("WithDraft([|false|])", "draft is false, but swift-2 accepts true")]
    public Task Numbers_of_every_type_are_checked_by_every_rule(string call, params string[] messages) =>
        _verifier.ReportsAsync($"""Clip.Swift2("river").{call};""", messages);
}
