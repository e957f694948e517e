using SeedanceGen.Rules;

namespace Studio;

public static class Clip
{
    public static Swift1RequestBuilder Swift1(
        [RequestField("Title", "title"), AcceptedLength(1, 12, Words = "1 to 12 characters"),
            AcceptedPattern(@"\S", Words = "a text that is not blank")] string title) =>
        new Swift1RequestBuilder().WithTitle(title);

    public static Swift2RequestBuilder Swift2(
        [RequestField("Title", "title"), AcceptedLength(1, 12, Words = "1 to 12 characters"),
            AcceptedPattern(@"\S", Words = "a text that is not blank")] string title) =>
        new Swift2RequestBuilder().WithTitle(title);
}
