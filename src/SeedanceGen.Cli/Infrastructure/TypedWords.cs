namespace SeedanceGen.Cli.Infrastructure;

/// <summary>What people type for help and for the version.</summary>
internal static class TypedWords
{
    private const string Help = "help";
    private const string HelpOption = "--help";

    /// <summary>Whether a command line asks for the version and for nothing else.</summary>
    public static bool AskForVersion(string[] words) => words is [ToolVersion.Option or "version" or "-v" or "-V"];

    /// <summary>
    /// The same command line in the words of the parser. <c>COMMAND help</c> asks for the help of every command: as a prompt, the single
    /// word would be paid for; a prompt goes behind <c>--</c>.
    /// </summary>
    public static string[] Translate(string[] words) => words switch
    {
        _ when AskForVersion(words) => [ToolVersion.Option],
        [Help, .. var path] => [.. path, HelpOption],
        [var command, Help] when IsCommand(command) => [command, HelpOption],
        [var group, var command, Help] when IsCommand(group) && IsCommand(command) => [group, command, HelpOption],
        _ => words,
    };

    private static bool IsCommand(string word)
    {
        foreach (var letter in word)
        {
            if (!char.IsAsciiLetterLower(letter))
                return false;
        }

        return true;
    }
}
