using System.Diagnostics;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>A few connections to one server, which all are busy all the time.</summary>
internal sealed class LoadGenerator : IDisposable
{
    public const int Connections = 16;

    private readonly LoadConnection[] _connections;

    public LoadGenerator(int port, Func<ILoadScript> script) =>
        _connections = [.. Enumerable.Range(0, Connections).Select(_ => new LoadConnection(port, script()))];

    /// <summary>Sends requests, the same number over each connection.</summary>
    /// <returns>Requests per second, on the wall.</returns>
    public double Run(int requests)
    {
        var start = Stopwatch.GetTimestamp();
        var failures = new Exception?[Connections];
        var threads = _connections.Select((connection, i) => new Thread(() =>
        {
            try
            {
                connection.Run(requests / Connections);
            }
            catch (Exception exception)
            {
                failures[i] = exception;
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (Array.Find(failures, failure => failure is not null) is { } failure)
            throw new InvalidOperationException("A connection failed.", failure);

        return requests / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose() => Array.ForEach(_connections, connection => connection.Dispose());
}
