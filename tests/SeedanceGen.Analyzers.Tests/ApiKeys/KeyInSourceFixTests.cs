using SeedanceGen.Analyzers.CodeFixes.ApiKeys;
using SeedanceGen.Analyzers.Tests.Harness;

namespace SeedanceGen.Analyzers.Tests.ApiKeys;

public sealed class KeyInSourceFixTests
{
    private readonly FixVerifier _verifier = new(Descriptors.KeyInSourceId, new KeyInSourceFix());

    [Theory]
    [InlineData("new SeedanceClient( /* mine */ \"KEY\")", "new SeedanceClient( /* mine */ )")]
    [InlineData("new SeedanceClient(\"KEY\")", "new SeedanceClient(Environment.GetEnvironmentVariable(\"SEEDANCE_API_KEY\")!)", 1)]
    [InlineData(
        "new SeedanceClient(\"KEY\", new())", "new SeedanceClient(Environment.GetEnvironmentVariable(\"SEEDANCE_API_KEY\")!, new())")]
    [InlineData("new SeedanceClient(options: new(), apiKey: \"KEY\")",
        "new SeedanceClient(options: new(), apiKey: Environment.GetEnvironmentVariable(\"SEEDANCE_API_KEY\")!)")]
    [InlineData("new SeedanceClientOptions { ApiKey = \"KEY\" /* mine */ }",
        "new SeedanceClientOptions { ApiKey = Environment.GetEnvironmentVariable(\"SEEDANCE_API_KEY\") /* mine */ }")]
    [InlineData("\"Bearer \" + \"KEY\"", "\"Bearer \" + Environment.GetEnvironmentVariable(\"SEEDANCE_API_KEY\")!", 0)]
    public Task The_key_is_read_from_the_environment(string expression, string expected, int action = 0) => _verifier.FixesAsync(
        $"var made = {expression.Replace("KEY", KeyInSourceTests.Secret, StringComparison.Ordinal)};\n_ = made;",
        $"var made = {expected};\n_ = made;",
        action);

    [Fact]
    public async Task The_namespace_of_the_environment_is_imported_where_it_is_missing()
    {
        var source = $$"""
            using SeedanceGen;

            _ = new SeedanceClient("{{KeyInSourceTests.Secret}}", null);
            """;
        (await _verifier.ApplyAsync(source, action: 0, usings: string.Empty)).ShouldBe("""
            using SeedanceGen;
            using System;

            _ = new SeedanceClient(Environment.GetEnvironmentVariable("SEEDANCE_API_KEY")!, null);
            """);
    }

    [Fact]
    public async Task The_fix_adds_no_null_forgiveness_where_the_compiler_does_not_ask()
    {
        var source = $$"""
            #nullable disable
            using SeedanceGen;

            _ = new SeedanceClient("{{KeyInSourceTests.Secret}}", null);
            """;
        (await _verifier.ApplyAsync(source, action: 0)).ShouldContain("GetEnvironmentVariable(\"SEEDANCE_API_KEY\"), null");
    }

    [Theory]
    [InlineData("const string Key = \"KEY\"; _ = Key;")]
    [InlineData("Console.WriteLine(args[0] is \"KEY\");")]
    [InlineData("_ = Mine.Of(); internal static class Mine { public static string Of(string key = \"KEY\") => key; }")]
    [InlineData("_ = \"KEY\"u8.Length;")]
    [InlineData("_ = \"Bearer KEY\";")]
    [InlineData("_ = $\"KEY{args[0]}\";")]
    public async Task No_fix_is_offered_where_a_constant_is_required_or_more_than_the_key_would_be_lost(string body) =>
        (await _verifier.TitlesAsync(body.Replace("KEY", KeyInSourceTests.Secret, StringComparison.Ordinal))).ShouldBeEmpty();

    [Fact]
    public Task All_keys_leave_the_source_at_once() => _verifier.FixesAllAsync(
        $"""
        _ = new SeedanceClient("{KeyInSourceTests.Secret}");
        _ = new SeedanceClient("{KeyInSourceTests.Secret}");
        """,
        """
        _ = new SeedanceClient();
        _ = new SeedanceClient();
        """);
}
