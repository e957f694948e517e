using System.Text;

namespace SeedanceGen.Cli.Completion;

/// <summary>The script for zsh.</summary>
internal static class ZshScript
{
    public static string Of(IReadOnlyList<CompletableCommand> commands)
    {
        var script = new StringBuilder("""
            #compdef seedance
            # seedance completion for zsh. To use it now: source <(seedance completion zsh)
            _seedance() {
              local place= i
              local -a found
              for (( i = 2; i < CURRENT; i++ )); do
                case "${place:+$place }${words[i]}" in

            """.ReplaceLineEndings("\n"));
        script.Append("      ").AppendJoin('|', commands.Where(command => command.Path.Length > 0).Select(command => $"'{command.Path}'"))
            .Append(") place=\"${place:+$place }${words[i]}\" ;;\n    esac\n  done\n  case \"$place|${words[CURRENT-1]}\" in\n");
        foreach (var command in commands)
        {
            foreach (var option in command.Options.Where(option => option.TakesValue))
            {
                script.Append("    ").AppendJoin('|', option.Names.Select(name => $"'{command.Path}|{name}'")).Append(") ")
                    .Append(option.IsPath ? "_files"
                        : option.Values.Count > 0 ? $"compadd -- {string.Join(' ', option.Values)}"
                        : "_message 'a value'")
                    .Append("; return ;;\n");
            }
        }

        script.Append("  esac\n  case \"$place\" in\n");
        foreach (var command in commands)
        {
            var found = command.Words.Select(word => Described(word.Word, word.Description))
                .Concat(command.Options.SelectMany(option => option.Names.Select(name => Described(name, option.Description))));
            script.Append("    '").Append(command.Path).Append("') found=(").AppendJoin(' ', found).Append(')')
                .Append(command.TakesFile ? "; [[ $PREFIX == -* ]] || _files" : string.Empty).Append(" ;;\n");
        }

        return script.Append("""
              esac
              _describe 'seedance' found
            }
            # As a file of the fpath this text is the function itself; else it only has to be known.
            if [[ ${funcstack[1]} == _seedance ]]; then _seedance; else compdef _seedance seedance; fi
            """.ReplaceLineEndings("\n")).ToString();
    }

    private static string Described(string word, string description) =>
        $"'{word.Replace(":", "\\:", StringComparison.Ordinal)}:{description.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
