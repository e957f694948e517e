using Microsoft.CodeAnalysis.CSharp;
using SeedanceGen.Rules;

namespace SeedanceGen.Analyzers.Tests.Sdk;

/// <summary>One value of one field, as the two ways to write it and as the object that they make.</summary>
internal sealed record AgreementCase(string Assignment, string Call, Func<VideoGenerationRequest, VideoGenerationRequest> Set)
{
    private const string Prompt = "river";

    public static AgreementCase OfDuration(int duration) =>
        new($"Duration = {duration}", $"WithDuration({duration})", request => request with { Duration = duration });

    public static AgreementCase OfAspectRatio(AspectRatio ratio) =>
        new($"AspectRatio = new({Quote(ratio.Value)})", $"WithAspectRatio(new({Quote(ratio.Value)}))",
            request => request with { AspectRatio = ratio });

    public static AgreementCase OfResolution(Resolution resolution) =>
        new($"Resolution = new({Quote(resolution.Value)})", $"WithResolution(new({Quote(resolution.Value)}))",
            request => request with { Resolution = resolution });

    public static AgreementCase OfMedia(IEnumerable<string> urls) => new(
        $"MediaUrls = [{string.Join(", ", urls.Select(url => $"new Uri({Quote(url)}, UriKind.RelativeOrAbsolute)"))}]",
        $"WithMediaUrls(new string[] {{ {string.Join(", ", urls.Select(Quote))} }})",
        request => request with { MediaUrls = [.. urls.Select(url => new Uri(url, UriKind.RelativeOrAbsolute))] });

    public static AgreementCase OfWebhook(string url) => new(
        $"WebhookUrl = new({Quote(url)}, UriKind.RelativeOrAbsolute)",
        $"WithWebhookUrl({Quote(url)})",
        request => request with { WebhookUrl = new Uri(url, UriKind.RelativeOrAbsolute) });

    public static AgreementCase OfPrompt(string prompt) =>
        new($"Prompt = {Quote(prompt)}", $"WithPrompt({Quote(prompt)})", request => request with { Prompt = prompt });

    public IReadOnlyList<RuleViolation> Violations(string model) =>
        Set(new VideoGenerationRequest { Model = new(model), Prompt = Prompt }).Validate();

    public string Initializer(string model)
    {
        var prompt = Assignment.StartsWith("Prompt", StringComparison.Ordinal) ? "" : $"Prompt = {Quote(Prompt)}, ";
        return $"_ = new VideoGenerationRequest {{ Model = new SeedanceModel({Quote(model)}), {prompt}{Assignment} }};";
    }

    public string Calls(string factory) => $"_ = VideoRequest.{factory}({Quote(Prompt)}).{(Call.Length == 0 ? "Build()" : Call)};";

    private static string Quote(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
