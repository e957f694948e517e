using System.CommandLine;

namespace SeedanceGen.Cli.Options;

/// <summary>Options and arguments that several commands have.</summary>
internal static class SharedOptions
{
    public const string StoreOption = "--store";

    private const int MaxPort = 65535;

    /// <summary>The id of a job, as a submission prints it.</summary>
    public static Argument<string> JobId()
    {
        var argument = new Argument<string>("ID") { Description = "The id of the job, such as req_0000000001" };
        argument.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && string.IsNullOrWhiteSpace(result.Tokens[0].Value))
                result.AddError("The id of the job is empty: a submission prints it.");
        });
        return argument;
    }

    public static Option<string?> VideoFile() => new("--output", "-o")
    {
        HelpName = "FILE",
        Description = "The file of the video; <request id>.mp4 by default",
    };

    public static Option<bool> Force() => new("--force") { Description = "Replace the file of --output when there is one" };

    public static Option<bool> AnyContent() => new("--any-content")
    {
        Description = "Save what the link serves, even if it is no video",
    };

    public static Option<bool> Mock() => new("--mock")
    {
        Description = "Use a mock of the service in this process: no key, no network, no credits",
    };

    public static Option<bool> DryRun() => new("--dry-run")
    {
        Description = "Show what would be sent, and its price where it is documented; send nothing",
    };

    public static Option<string?> Store() => new(StoreOption)
    {
        HelpName = "STORE",
        Description = "The store of durable jobs: a file, or postgres://user@host/database (the password in PGPASSWORD or ~/.pgpass)",
    };

    public static Option<int?> Port() =>
        ValueOption.Number("--port", "PORT", "The port on this machine; a free one by default", 0, MaxPort);
}

/// <summary>The options of the commands that wait for jobs.</summary>
internal sealed class WaitingOptions
{
    public Option<TimeSpan?> Timeout { get; } = ValueOption.Seconds("--timeout", "How long to wait for a job; 1800 by default");

    public Option<TimeSpan?> PollInterval { get; } = ValueOption.Seconds(
        "--poll-interval", "The time between two polls of a job; grows from 2 to 15 by default");

    public Symbol[] All => [Timeout, PollInterval];

    public TimeSpan? PollIntervalOf(ParseResult parsed) => parsed.GetValue(PollInterval);

    public WaitOptions Apply(ParseResult parsed, WaitOptions options)
    {
        if (parsed.GetValue(Timeout) is { } timeout)
            options = options with { Timeout = timeout };
        if (parsed.GetValue(PollInterval) is { } interval)
            options = options with { PollInterval = interval, MaxPollInterval = interval };
        return options;
    }
}
