using System.Text;

namespace SeedanceGen.Cli.Completion;

/// <summary>The script for PowerShell.</summary>
internal static class PowerShellScript
{
    public static string Of(IReadOnlyList<CompletableCommand> commands)
    {
        var script = new StringBuilder("""
            # seedance completion for PowerShell. To use it now: seedance completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName seedance -ScriptBlock {
              param($wordToComplete, $commandAst, $cursorPosition)
              $words = @{

            """.ReplaceLineEndings("\n"));
        foreach (var command in commands)
        {
            var words = command.Words.Select(word => Pair(word.Word, word.Description))
                .Concat(command.Options.SelectMany(option => option.Names.Select(name => Pair(name, option.Description))));
            script.Append("    ").Append(Quoted(command.Path)).Append(" = ").Append(List([.. words])).Append('\n');
        }

        script.Append("  }\n  $values = @{\n");
        foreach (var command in commands)
        {
            foreach (var option in command.Options.Where(option => option.TakesValue && !option.IsPath))
            {
                var list = List([.. option.Values.Select(value => Pair(value, option.Description))]);
                foreach (var name in option.Names)
                    script.Append("    ").Append(Quoted($"{command.Path}|{name}")).Append(" = ").Append(list).Append('\n');
            }
        }

        return script.Append("""
              }
              $typed = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
                Select-Object -Skip 1 | ForEach-Object { $_.Extent.Text })
              $place = ''
              foreach ($word in $typed) {
                $next = "$place $word".Trim()
                if ($words.ContainsKey($next)) { $place = $next }
              }
              $previous = if ($typed.Count -gt 0) { $typed[-1] } else { '' }
              $found = $words[$place]
              if ($values.ContainsKey("$place|$previous")) { $found = $values["$place|$previous"] }
              $found | Where-Object { $_[0].StartsWith($wordToComplete, [StringComparison]::OrdinalIgnoreCase) } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
              }
            }
            """.ReplaceLineEndings("\n")).ToString();
    }

    /// <summary>Without the comma, PowerShell reads a list of one pair as the pair itself.</summary>
    private static string List(string[] pairs) => pairs.Length == 1 ? $"@(,{pairs[0]})" : $"@({string.Join(", ", pairs)})";

    private static string Pair(string word, string description) =>
        $"@({Quoted(word)}, {Quoted(description.Length == 0 ? word : description)})";

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
