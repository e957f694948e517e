using System.Collections.Concurrent;

namespace SeedanceGen.AspNetCore.Tests.Registration;

internal sealed class Inbox
{
    public ConcurrentQueue<string> References { get; } = new();

    public ConcurrentQueue<object> Handlers { get; } = new();
}
