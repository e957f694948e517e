using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeedanceGen.Release.Measuring;

namespace SeedanceGen.Architecture.Tests;

/// <summary>Names are the words of the field, and text names the actor: a reader looks for the usual term.</summary>
[Trait("Category", "Slow")]
public sealed partial class WordTests
{
    /// <summary>Parts of names that are not the field's words, and the words for them.</summary>
    private static readonly Dictionary<string, string> Replaced = new(StringComparer.Ordinal)
    {
        ["Answer"] = "Response",
        ["Answers"] = "Responses",
        ["Reply"] = "Response",
        ["Replies"] = "Responses",
        ["Judge"] = "Validator, Validate",
        ["Judges"] = "Validators, Validates",
        ["Judging"] = "Validating",
        ["Judged"] = "Validated",
        ["Judgement"] = "ValidationResult",
        ["Refusal"] = "Error",
        ["Refusals"] = "Errors",
        ["Courier"] = "Sender",
        ["Forgery"] = "ForgedWebhook",
        ["Forgeries"] = "ForgedWebhooks",
        ["Patience"] = "Timeout, GracePeriod",
        ["Somebody"] = "Person, User",
        ["Nobody"] = "None",
        ["Helper"] = "what it helps to do",
        ["Manager"] = "what it manages",
        ["Utils"] = "what it does",
    };

    /// <summary>The same for types alone: as a verb, <c>WatchAsync</c> is right.</summary>
    private static readonly Dictionary<string, string> ReplacedInTypes = new(Replaced, StringComparer.Ordinal)
    {
        ["Board"] = "ProgressView",
        ["Book"] = "Registry, Store",
        ["Brake"] = "CircuitBreaker",
        ["House"] = "Repository",
        ["Watch"] = "Detector, Monitor",
    };

    [Fact]
    public void A_type_is_named_with_the_words_of_the_field() =>
        Clone.Code.Files.Where(file => !file.IsGenerated).SelectMany(file => Found(file, IsType, ReplacedInTypes)).ShouldBeEmpty();

    [Fact]
    public void A_member_of_the_product_is_named_with_the_words_of_the_field() =>
        Clone.Code.Product.Where(file => !file.IsGenerated)
            .SelectMany(file => Found(file, node => !IsType(node), Replaced)).ShouldBeEmpty();

    [Fact]
    public void A_comment_names_the_actor() => Clone.Code.Files.Where(file => !file.IsGenerated)
        .SelectMany(file => file.Tree.GetRoot().DescendantTrivia(descendIntoTrivia: false).Where(IsComment)
            .SelectMany(trivia => Vague(file.Path, trivia.ToFullString(), Line(trivia.GetLocation()))))
        .ShouldBeEmpty();

    [Fact]
    public void A_page_names_the_actor()
    {
        var pages = CommandResult.Run(Clone.Code.Root, "git", ["ls-files", "-co", "--exclude-standard", "*.md"]).ShouldSucceed().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(page => File.Exists(Path.Combine(Clone.Code.Root, page))).ToList();

        pages.Count.ShouldBeGreaterThan(20);
        pages.SelectMany(page => Vague(page, File.ReadAllText(Path.Combine(Clone.Code.Root, page)), 1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("VerdictBook", "Book")]
    [InlineData("ApiAnswer`1", "Answer")]
    [InlineData("Stopwatch", null)]
    [InlineData("KeyboardHelper", "Helper")]
    public void A_part_of_a_name_is_a_word(string name, string? found) =>
        Word(name, ReplacedInTypes).ShouldBe(found);

    [Theory]
    [InlineData("Nobody\n/// reads it, and he waits.", 2)]
    [InlineData("The heir of the theme, somebodys", 0)]
    public void A_vague_actor_is_a_whole_word(string text, int count) => Vague("page", text, 1).Count().ShouldBe(count);

    private static IEnumerable<string> Found(SourceFile file, Func<SyntaxNode, bool> isNamed, Dictionary<string, string> replaced) =>
        from node in file.Tree.GetRoot().DescendantNodes().Where(isNamed)
        let name = Name(node)
        where name is not null
        let word = Word(name, replaced)
        where word is not null
        select $"{file.Path}:{Line(node.GetLocation())}: {name} ({replaced[word]})";

    private static bool IsType(SyntaxNode node) => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static string? Name(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        EventDeclarationSyntax happening => happening.Identifier.Text,
        EnumMemberDeclarationSyntax member => member.Identifier.Text,
        VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field => field.Identifier.Text,
        ParameterSyntax parameter => parameter.Identifier.Text,
        _ => null,
    };

    private static string? Word(string name, Dictionary<string, string> replaced) =>
        Part().Matches(name).Select(part => char.ToUpperInvariant(part.Value[0]) + part.Value[1..]).FirstOrDefault(replaced.ContainsKey);

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind()
        is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;

    private static int Line(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;

    private static IEnumerable<string> Vague(string path, string text, int firstLine) => VagueActor().Matches(text)
        .Select(word => $"{path}:{firstLine + text.AsSpan(0, word.Index).Count('\n')}: {word.Value}");

    /// <summary>The parts of a name: a capital and what follows it, or lower-case letters at the start.</summary>
    [GeneratedRegex("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")]
    private static partial Regex Part();

    [GeneratedRegex(@"\b(he|him|his|she|hers?|somebody|someone|nobody|anybody|everybody|whoever)\b", RegexOptions.IgnoreCase)]
    private static partial Regex VagueActor();
}
