using Microsoft.CodeAnalysis;

namespace SeedanceGen.Analyzers.Tests.Harness;

/// <summary>Compares the diagnostics of the analyzers with those that a test names; any other diagnostic fails the test.</summary>
/// <param name="id">The id that <c>[|…|]</c> stands for.</param>
internal sealed class Verifier(string id)
{
    /// <summary>Analyzes a body of code; <paramref name="messages"/> are the expected ones in order, when the test names any.</summary>
    public async Task ReportsAsync(string markedBody, params string[] messages)
    {
        var found = await SourceReportsAsync(InMain(markedBody));
        if (messages.Length > 0)
            found.Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(messages);
    }

    public async Task<IReadOnlyList<Diagnostic>> SourceReportsAsync(string markedSource)
    {
        var source = MarkedSource.Parse(markedSource, id);
        var found = await Analysis.RunAsync(TestCompilation.Of(source.Text));
        found.Select(diagnostic => Shown(diagnostic.Id, diagnostic.Location.SourceSpan, source.Text))
            .ShouldBe(source.Expected.Select(expected => Shown(expected.Id, expected.Span, source.Text)));
        return found;
    }

    /// <summary>The body of a method that runs when the program does.</summary>
    public static string InMain(string body) => $$"""
        using SeedanceGen;
        using Studio;

        {{body}}
        """;

    private static string Shown(string id, Microsoft.CodeAnalysis.Text.TextSpan span, string text) =>
        $"{id} {span}: {text.Substring(span.Start, span.Length)}";
}
