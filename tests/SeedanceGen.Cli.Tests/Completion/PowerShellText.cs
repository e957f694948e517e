using System.Text.RegularExpressions;

namespace SeedanceGen.Cli.Tests.Completion;

/// <summary>The tokens of a PowerShell script: texts, brackets, variables, and the keys of its tables.</summary>
internal sealed partial class PowerShellText
{
    private readonly List<string> _keys = [];
    private readonly List<string> _variables = [];

    public IReadOnlyList<string> Keys => _keys;

    public IReadOnlyList<string> Variables => _variables;

    /// <exception cref="FormatException">A bracket or a text is not closed, or a bracket is not opened.</exception>
    public static PowerShellText Read(string script)
    {
        var read = new PowerShellText();
        var open = new Stack<char>();
        for (var place = 0; place < script.Length;)
        {
            var token = Token().Match(script, place);
            place = token.Index + token.Length;
            switch (token.Value)
            {
                case "(" or "{" or "[":
                    open.Push(token.Value[0]);
                    break;
                case ")" or "}" or "]":
                    if (!open.TryPop(out var opened) || (opened, token.Value) is not (('(', ")") or ('{', "}") or ('[', "]")))
                        throw new FormatException($"'{token.Value}' at {token.Index} closes nothing: {Around(script, token.Index)}");
                    break;
                case "'" or "\"":
                    throw new FormatException($"The text at {token.Index} has no end: {Around(script, token.Index)}");
                case var text when text.StartsWith('\''):
                    if (Assignment().IsMatch(script, place))
                        read._keys.Add(text);
                    break;
                case var other when !other.StartsWith('#'):
                    read._variables.AddRange(Variable().Matches(other).Select(variable => variable.Groups[1].Value));
                    break;
            }
        }

        return open.Count == 0 ? read : throw new FormatException($"'{open.Peek()}' is not closed.");
    }

    private static string Around(string script, int place) => script[Math.Max(0, place - 20)..Math.Min(script.Length, place + 20)];

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"`]|`.|"")*"|#[^\n]*|\$\w+|[(){}\[\]'"]|[^'"#$(){}\[\]]+|.""", RegexOptions.Singleline)]
    private static partial Regex Token();

    [GeneratedRegex(@"\G\s*=[^=]")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\$(\w+)")]
    private static partial Regex Variable();
}
