using System.Text;

namespace SeedanceGen.Cli.Completion;

/// <summary>The script for fish.</summary>
internal static class FishScript
{
    public static string Of(IReadOnlyList<CompletableCommand> commands)
    {
        var script = new StringBuilder("""
            # seedance completion for fish. To use it now: seedance completion fish | source
            function __seedance_at
                set -l place
                for word in (commandline -opc)[2..-1]
                    if contains -- (string join -- ' ' $place $word | string collect)
            """.ReplaceLineEndings("\n"));
        var paths = commands.Where(command => command.Path.Length > 0).Select(command => Quoted(command.Path));
        script.Append(' ').AppendJoin(' ', paths).Append("""

                        set -a place $word
                    end
                end
                test "$place" = "$argv[1]"
            end
            complete -c seedance -f

            """.ReplaceLineEndings("\n"));
        foreach (var command in commands)
        {
            var at = $"complete -c seedance -n '__seedance_at \"{command.Path}\"'";
            foreach (var (word, description) in command.Words)
                script.Append(at).Append(" -a ").Append(Quoted(word)).Append(" -d ").Append(Quoted(description)).Append('\n');
            foreach (var option in command.Options)
                script.Append(at).Append(Option(option)).Append(" -d ").Append(Quoted(option.Description)).Append('\n');
            if (command.TakesFile)
                script.Append(at).Append(" -F\n");
        }

        return script.ToString().TrimEnd();
    }

    private static string Option(CompletableOption option)
    {
        var names = string.Concat(option.Names.Select(name =>
            name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}"
            : name.Length == 2 ? $" -s {Quoted(name[1..])}"
            : string.Empty));
        return !option.TakesValue ? names
            : option.IsPath ? $"{names} -r -F"
            : option.Values.Count > 0 ? $"{names} -x -a {Quoted(string.Join(' ', option.Values))}"
            : $"{names} -x";
    }

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
