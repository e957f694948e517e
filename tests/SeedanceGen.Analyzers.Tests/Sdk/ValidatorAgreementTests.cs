using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Tests.Harness;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>With the SDK as it is shipped, the analyzer reports a constant exactly when <c>Validate()</c> reports the value.</summary>
[Trait("Category", "Slow")]
public sealed class ValidatorAgreementTests
{
    private static readonly Dictionary<string, string> Factories = typeof(VideoRequest)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(method => ModelOf(method.ReturnType), method => method.Name);

    public static TheoryData<string> Models() => [.. SeedanceModel.KnownValues.Select(model => model.Value)];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Initializer_builder_and_validation_agree(string model)
    {
        AgreementCase[] cases =
        [
            .. Enumerable.Range(0, 21).Select(AgreementCase.OfDuration),
            AgreementCase.OfDuration(-1),
            AgreementCase.OfDuration(int.MaxValue),
            new("", "", request => request),
            .. AspectRatio.KnownValues.Append(new("21:9")).Append(new("16:9 ")).Select(AgreementCase.OfAspectRatio),
            .. Resolution.KnownValues.Append(new("4k")).Append(new("720P")).Select(AgreementCase.OfResolution),
            .. Enumerable.Range(0, 8).Select(count => AgreementCase.OfMedia(Enumerable.Repeat("https://example.com/a.jpg", count))),
            .. new[] { "http://example.com/a.jpg", "HTTPS://example.com/a.jpg", "a.jpg", "data:image/png;base64,AA==" }
                .Select(url => AgreementCase.OfMedia([url])),
            .. new[] { "https://example.com/hook", "http://localhost:1", "hook", "/hook", "//hook", "" }.Select(AgreementCase.OfWebhook),
            .. new[] { "", " ", "\u00a0", "\ufeff", "\u0085", "river", "🌊" }.Select(AgreementCase.OfPrompt),
        ];
        var expected = cases.Select(each => each.Violations(model).Count > 0).ToArray();
        expected.ShouldContain(true);
        expected.ShouldContain(false);

        (await RejectedAsync(cases.Select(each => each.Initializer(model)))).ShouldBe(expected);
        (await RejectedAsync(cases.Select(each => each.Calls(Factories[model])))).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Analyzer_and_validation_describe_a_rule_alike(string model)
    {
        AgreementCase[] cases =
            [AgreementCase.OfDuration(10_000), AgreementCase.OfAspectRatio(new("21:9")), AgreementCase.OfWebhook("hook"),
                AgreementCase.OfPrompt(" ")];
        var found = await DiagnosticsAsync(cases.Select(each => each.Calls(Factories[model])));

        found.Select(each => each.GetMessage(CultureInfo.InvariantCulture).Split(" accepts ")[1])
            .ShouldBe(cases.Select(each => each.Violations(model).ShouldHaveSingleItem().Accepted));
    }

    [Fact]
    public async Task A_model_that_is_not_known_yet_is_checked_by_what_holds_for_all()
    {
        string[] statements =
            [AgreementCase.OfDuration(99).Initializer("seedance-9"), AgreementCase.OfPrompt("").Initializer("seedance-9")];
        AgreementCase.OfDuration(99).Violations("seedance-9").ShouldBeEmpty();
        AgreementCase.OfPrompt("").Violations("seedance-9").ShouldNotBeEmpty();

        (await RejectedAsync(statements)).ShouldBe([false, true]);
    }

    private static string ModelOf(Type builder) =>
        typeof(VideoGenerationRequest).GetCustomAttributes<RequestBuilderAttribute>().Single(way => way.Builder == builder).Value;

    private static async Task<bool[]> RejectedAsync(IEnumerable<string> statements)
    {
        var lines = statements.ToArray();
        var rejected = (await DiagnosticsAsync(lines)).Select(each => each.Location.GetLineSpan().StartLinePosition.Line).ToHashSet();
        return [.. lines.Select((_, line) => rejected.Contains(line))];
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(IEnumerable<string> statements)
    {
        var found = await Analysis.RunAsync(TestCompilation.Of("using SeedanceGen; " + string.Join('\n', statements)));
        found.ShouldAllBe(each => each.Id == Descriptors.ConstantNotAcceptedId);
        return found;
    }
}
