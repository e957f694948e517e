using Microsoft.Extensions.Hosting;

namespace SeedanceGen.Cli.Infrastructure;

/// <summary>Leaves Ctrl+C to the tool, which starts and stops a host itself.</summary>
internal sealed class ToolLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
