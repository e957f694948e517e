
namespace SeedanceGen.Cli.Tests.Infrastructure;

public class FormatTests
{
    [Theory]
    [InlineData("one\r\ntwo", "one  two")]
    [InlineData("\e]0;title\a", " ]0;title ")]
    [InlineData("a\u2028b\u0085c", "a b c")]
    [InlineData("photo\u202Egpj.exe\u2066", "photo gpj.exe ")]
    [InlineData("👩\u200D🎨 שלום", "👩\u200D🎨 שלום")]
    [InlineData("Grüße, 世界 🎬", "Grüße, 世界 🎬")]
    public void Control_characters_become_spaces_and_the_rest_stays(string text, string line) => Format.OneLine(text).ShouldBe(line);
}
