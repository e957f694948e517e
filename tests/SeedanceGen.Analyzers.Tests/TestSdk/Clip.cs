using SeedanceGen.Rules;

namespace Studio;

public static class Clip
{
    public static Swift1RequestBuilder Swift1(
        [FieldRules(
            "Title",
            "title",
            """{"description":"1 to 12 characters and a text that is not blank","minLength":1,"maxLength":12,"pattern":"\\S"}""")]
        string title) =>
        new Swift1RequestBuilder().WithTitle(title);

    public static Swift2RequestBuilder Swift2(
        [FieldRules(
            "Title",
            "title",
            """{"description":"1 to 12 characters and a text that is not blank","minLength":1,"maxLength":12,"pattern":"\\S"}""")]
        string title) =>
        new Swift2RequestBuilder().WithTitle(title);
}
