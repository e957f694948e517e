using System.Text;

namespace SeedanceGen.Cli.Completion;

/// <summary>The script for bash. It splits the line itself, because bash splits 16:9 at its colon.</summary>
internal static class BashScript
{
    public static string Of(IReadOnlyList<CompletableCommand> commands)
    {
        var script = new StringBuilder("""
            # seedance completion for bash. To use it now: source <(seedance completion bash)
            _seedance() {
              local line=${COMP_LINE:0:COMP_POINT} place= words= files= cur prev i
              local -a typed
              read -ra typed <<< "$line"
              cur=${line##*[[:space:]]}
              local last=$(( ${#typed[@]} - 1 ))
              [[ -n $cur ]] || last=$(( last + 1 ))
              prev=${typed[last-1]}
              for (( i = 1; i < last; i++ )); do
                case "${place:+$place }${typed[i]}" in

            """.ReplaceLineEndings("\n"));
        script.Append("      ").AppendJoin('|', commands.Where(command => command.Path.Length > 0).Select(command => Quoted(command.Path)))
            .Append(") place=\"${place:+$place }${typed[i]}\" ;;\n    esac\n  done\n  case \"$place|$prev\" in\n");
        foreach (var command in commands)
        {
            foreach (var option in command.Options.Where(option => option.TakesValue))
            {
                script.Append("    ").AppendJoin('|', option.Names.Select(name => Quoted($"{command.Path}|{name}"))).Append(") ")
                    .Append(option.IsPath ? "files=1" : $"words={Quoted(string.Join(' ', option.Values))}").Append(" ;;\n");
            }
        }

        script.Append("    *) case \"$place\" in\n");
        foreach (var command in commands)
        {
            var words = command.Words.Select(word => word.Word).Concat(command.Options.SelectMany(option => option.Names));
            script.Append("      ").Append(Quoted(command.Path)).Append(") words=").Append(Quoted(string.Join(' ', words)))
                .Append(command.TakesFile ? "; [[ $cur == -* ]] || files=1" : string.Empty).Append(" ;;\n");
        }

        return script.Append("""
                esac ;;
              esac
              if [[ -n $files ]]; then
                compopt -o filenames 2> /dev/null
                COMPREPLY=($(compgen -f -- "$cur"))
                return
              fi
              COMPREPLY=($(compgen -W "$words" -- "$cur"))
              [[ $cur == *:* ]] && COMPREPLY=("${COMPREPLY[@]#"${cur%"${cur##*:}"}"}")
              return 0
            }
            complete -F _seedance seedance
            """.ReplaceLineEndings("\n")).ToString();
    }

    private static string Quoted(string text) => $"\"{text}\"";
}
