using SeedanceGen.Cli.Failures;
using SeedanceGen.Cli.Hosting;
using SeedanceGen.Cli.Jobs;

namespace SeedanceGen.Cli.Settings;

/// <summary>The key that a person types or a program pipes in. It is not taken from the command line, which others can see.</summary>
internal static class TypedKey
{
    // Any address does: only the key is looked at.
    private static readonly Uri Anywhere = new("https://localhost");

    public static async Task<string> ReadAsync(ToolHost host)
    {
        var typed = host.HasPipedInput ? await host.Input().ReadToEndAsync(host.Interrupts.Pressed) : Ask(host);
        var key = typed?.Trim() ?? throw new InterruptedException("Interrupted: nothing was stored.");
        if (key.Length == 0)
            throw new UsageException("The key is empty: paste it, or pipe it in: seedance auth login < key.txt");

        try
        {
            new SeedanceClient(new SeedanceClientOptions { ApiKey = key, BaseAddress = Anywhere }).Dispose();
            return key;
        }
        catch (SeedanceConfigurationException unusable)
        {
            throw new UsageException(unusable.Message.Replace($"{unusable.Setting} ", "The key ", StringComparison.Ordinal), unusable);
        }
    }

    private static string? Ask(ToolHost host)
    {
        if (!host.Terminal.CanAsk)
            throw new UsageException("There is nobody to ask for the key: pipe it in: seedance auth login < key.txt");

        var typed = host.ReadSecret(() => host.Error.Write("API key (not shown): "));
        host.Error.WriteLine();
        return typed;
    }
}
