extern alias sdk;

using System.Text.RegularExpressions;
using EcmaPattern = sdk::SeedanceGen.Rules.EcmaPattern;
using RulePattern = sdk::SeedanceGen.Rules.RulePattern;

namespace SeedanceGen.Generator.Tests.Parsing;

/// <summary>Patterns of ECMA-262 keep their meaning in .NET's engine without backtracking.</summary>
public sealed class PatternTests
{
    [Theory]
    [InlineData("^[a-z]+$", "abc", true)]
    [InlineData("^[a-z]+$", "abc\n", false)]
    [InlineData(@"^\d$", "5", true)]
    [InlineData(@"^\d$", "\u0665", false)]
    [InlineData(@"^\w$", "é", false)]
    [InlineData(@"\S", "\ufeff \u2003\n", false)]
    [InlineData(@"\S", "\u0085", true)]
    [InlineData(@"^\s$", "\u0085", false)]
    [InlineData(@"^\s$", "\ufeff", true)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^[^a]{2}$", "😀b", true)]
    [InlineData("^😀+$", "😀😀", true)]
    [InlineData("^(a|bc)*$", "abca", true)]
    [InlineData("[[]", "[", true)]
    [InlineData(@"^\/\u0041$", "/A", true)]
    public void A_pattern_means_what_it_means_in_json_schema(string pattern, string text, bool isMatch)
    {
        RulePattern.ReasonAgainst(pattern).ShouldBeNull();
        new RulePattern(pattern).Accepts(text).ShouldBe(isMatch);
        Regex.IsMatch(text, EcmaPattern.Translate(pattern, out _)!, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
            .ShouldBe(isMatch);
    }

    [Theory]
    [InlineData("^https://", "https")]
    [InlineData(@"^https:\/\/", "https")]
    [InlineData("^https?://", "https,http")]
    public void A_scheme_is_recognized(string pattern, string schemes)
    {
        new RulePattern(pattern).Schemes.ShouldBe(schemes.Split(','));
    }

    [Theory]
    [InlineData("(?=a)")]
    [InlineData("(?<name>a)")]
    [InlineData(@"(a)\1")]
    [InlineData(@"[\S]")]
    [InlineData(@"\p{L}")]
    [InlineData("[😀]")]
    [InlineData("a\\")]
    public void A_pattern_that_is_not_translated_is_rejected_with_a_reason(string pattern)
    {
        RulePattern.ReasonAgainst(pattern).ShouldNotBeNullOrEmpty();
    }
}
