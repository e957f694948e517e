using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using SeedanceGen.Analyzers.Tests.Harness;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>The SDK as it is shipped: what the analyzer says of a constant is what <c>Validate()</c> says of the value.</summary>
public sealed class ValidatorAgreementTests
{
    private static readonly Dictionary<string, string> Factories = typeof(VideoRequest)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(method => method.ReturnType.GetCustomAttribute<BuildsRequestAttribute>()!.Value, method => method.Name);

    public static TheoryData<string> Models() => [.. SeedanceModel.KnownValues.Select(model => model.Value)];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Initializer_builder_and_validation_agree(string model)
    {
        VerdictCase[] cases =
        [
            .. Enumerable.Range(0, 21).Select(VerdictCase.OfDuration),
            VerdictCase.OfDuration(-1),
            VerdictCase.OfDuration(int.MaxValue),
            new("", "", request => request),
            .. AspectRatio.KnownValues.Append(new("21:9")).Append(new("16:9 ")).Select(VerdictCase.OfAspectRatio),
            .. Resolution.KnownValues.Append(new("4k")).Append(new("720P")).Select(VerdictCase.OfResolution),
            .. Enumerable.Range(0, 8).Select(count => VerdictCase.OfMedia(Enumerable.Repeat("https://example.com/a.jpg", count))),
            .. new[] { "http://example.com/a.jpg", "HTTPS://example.com/a.jpg", "a.jpg", "data:image/png;base64,AA==" }
                .Select(url => VerdictCase.OfMedia([url])),
            .. new[] { "https://example.com/hook", "http://localhost:1", "hook", "/hook", "//hook", "" }.Select(VerdictCase.OfWebhook),
            .. new[] { "", " ", "\u00a0", "\ufeff", "\u0085", "river", "🌊" }.Select(VerdictCase.OfPrompt),
        ];
        var expected = cases.Select(each => each.Violations(model).Count > 0).ToArray();
        expected.ShouldContain(true);
        expected.ShouldContain(false);

        (await RefusedAsync(cases.Select(each => each.Initializer(model)))).ShouldBe(expected);
        (await RefusedAsync(cases.Select(each => each.Calls(Factories[model])))).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Analyzer_and_validation_use_the_same_words(string model)
    {
        VerdictCase[] cases =
            [VerdictCase.OfDuration(10_000), VerdictCase.OfAspectRatio(new("21:9")), VerdictCase.OfWebhook("hook"),
                VerdictCase.OfPrompt(" ")];
        var found = await DiagnosticsAsync(cases.Select(each => each.Calls(Factories[model])));

        found.Select(each => each.GetMessage(CultureInfo.InvariantCulture).Split(" accepts ")[1])
            .ShouldBe(cases.Select(each => each.Violations(model).ShouldHaveSingleItem().Accepted));
    }

    [Fact]
    public async Task A_model_that_is_not_known_yet_is_judged_by_what_holds_for_all()
    {
        string[] statements = [VerdictCase.OfDuration(99).Initializer("seedance-9"), VerdictCase.OfPrompt("").Initializer("seedance-9")];
        VerdictCase.OfDuration(99).Violations("seedance-9").ShouldBeEmpty();
        VerdictCase.OfPrompt("").Violations("seedance-9").ShouldNotBeEmpty();

        (await RefusedAsync(statements)).ShouldBe([false, true]);
    }

    private static async Task<bool[]> RefusedAsync(IEnumerable<string> statements)
    {
        var lines = statements.ToArray();
        var refused = (await DiagnosticsAsync(lines)).Select(each => each.Location.GetLineSpan().StartLinePosition.Line).ToHashSet();
        return [.. lines.Select((_, line) => refused.Contains(line))];
    }

    private static async Task<IEnumerable<Diagnostic>> DiagnosticsAsync(IEnumerable<string> statements)
    {
        var found = await Analysis.RunAsync(TestCompilation.Of("using SeedanceGen; " + string.Join('\n', statements)));
        found.ShouldAllBe(each => each.Id == Descriptors.ConstantNotAcceptedId);
        return found;
    }
}
