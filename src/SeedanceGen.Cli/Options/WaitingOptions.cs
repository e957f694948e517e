using System.CommandLine;

namespace SeedanceGen.Cli.Options;

/// <summary>The options of the commands that wait for jobs.</summary>
internal sealed class WaitingOptions
{
    public PauseOption Timeout { get; } = new("--timeout", "How long a job is waited for; 1800 when not given");

    public PauseOption PollInterval { get; } = new("--poll-interval", "The pause between two looks at a job; grows from 2 to 15 when not given");

    public WaitOptions Apply(ParseResult parsed, WaitOptions options)
    {
        if (parsed.GetValue(Timeout) is { } timeout)
            options = options with { Timeout = timeout };
        if (parsed.GetValue(PollInterval) is { } pause)
            options = options with { PollInterval = pause, MaxPollInterval = pause };
        return options;
    }
}
