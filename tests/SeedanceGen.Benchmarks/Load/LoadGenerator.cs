using System.Diagnostics;
using System.Net.Sockets;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>
/// A few connections to one server, which all are busy all the time. A single thread serves them: the processor is for the server, and
/// threads that wake each other up would take the more of it, the quicker the server is.
/// </summary>
internal sealed class LoadGenerator : IDisposable
{
    public const int Connections = 16;

    private readonly Dictionary<Socket, LoadConnection> _connections;

    /// <param name="port">Where the server listens.</param>
    /// <param name="script">What a connection asks for.</param>
    /// <param name="mayBeRefused">Whether a refusal is a response like any other, instead of the end.</param>
    public LoadGenerator(int port, Func<ILoadScript> script, bool mayBeRefused = false) => _connections = Enumerable.Range(0, Connections)
        .Select(_ => new LoadConnection(port, script(), mayBeRefused))
        .ToDictionary(connection => connection.Socket);

    /// <summary>How many requests were refused so far.</summary>
    public int Refusals => _connections.Values.Sum(connection => connection.Refusals);

    /// <summary>Sends requests until so many have a response; each connection sends its next one when it has its response.</summary>
    /// <returns>Requests per second, on the wall.</returns>
    public double Run(int requests)
    {
        var start = Stopwatch.GetTimestamp();
        var (busy, ready) = (_connections.Keys.ToList(), new List<Socket>(Connections));
        foreach (var connection in _connections.Values)
            connection.Send();

        for (var unsent = requests - Connections; busy.Count > 0;)
        {
            ready.Clear();
            ready.AddRange(busy);
            Socket.Select(ready, checkWrite: null, checkError: null, Timeout.Infinite);
            foreach (var socket in ready)
            {
                var connection = _connections[socket];
                if (!connection.Receive())
                    continue;

                if (unsent-- > 0)
                    connection.Send();
                else
                    busy.Remove(socket);
            }
        }

        return requests / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
            connection.Dispose();
    }
}
