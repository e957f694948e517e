using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SeedanceGen.Testing.Host.Control;

namespace SeedanceGen.Testing.Page.Control;

/// <summary>Calls the control API of the mock in the same process.</summary>
/// <param name="method">The HTTP method.</param>
/// <param name="target">Path and query below the root of the control API, without a slash at its start.</param>
/// <param name="body">The body; empty for none.</param>
/// <returns>The status code and the body of the response.</returns>
public delegate Task<(int StatusCode, byte[] Body)> ControlCall(string method, string target, ReadOnlyMemory<byte> body);

/// <summary>
/// Connects the page to the mock. Lists and changes go through the control API, so that the page filters, pages, validates and reports
/// errors as the API does.
/// </summary>
internal sealed class ControlClient(SeedanceMock mock, ControlCall call)
{
    private const int FirstError = 400;
    private const string ThisMachine = "localhost";

    /// <summary>The mock, for what the control API does not have, such as the request of a job.</summary>
    public SeedanceMock Mock => mock;

    /// <summary>The address of the mock for programs on this machine. A mock that listens at every address has none of its own.</summary>
    public Uri Address => mock.BaseAddress.IsLoopback ? mock.BaseAddress : new UriBuilder(mock.BaseAddress) { Host = ThisMachine }.Uri;

    public static ControlJsonContext Json => ControlJsonContext.Default;

    /// <summary>A job with what was asked for; null when the mock does not keep it.</summary>
    public MockJob? FindJob(string id) => mock.Engine.Jobs.TryFind(id, out var job) ? job : null;

    /// <summary>The state of the mock.</summary>
    public async Task<ControlStatus> StatusAsync() => await ReadAsync("", Json.ControlStatus).ConfigureAwait(false);

    /// <summary>Reads something.</summary>
    /// <exception cref="ControlException">The control API rejected the request.</exception>
    public async Task<T> ReadAsync<T>(string target, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(await SendAsync("GET", target, default).ConfigureAwait(false), type)!;

    /// <summary>The body of a response to a reading request.</summary>
    /// <exception cref="ControlException">The control API rejected the request.</exception>
    public Task<byte[]> ReadAsync(string target) => SendAsync("GET", target, default);

    /// <summary>Changes something.</summary>
    /// <param name="target">Path below the root.</param>
    /// <param name="fields">The fields of the body; one that is null is left out.</param>
    /// <exception cref="ControlException">The control API rejected the request; the message says why.</exception>
    public Task DoAsync(string target, params IEnumerable<(string Name, object? Value)> fields)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields.Where(field => field.Value is not null))
            {
                writer.WritePropertyName(name);
                Write(writer, value!);
            }

            writer.WriteEndObject();
        }

        return SendAsync("POST", target, body.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            default:
                throw new ArgumentException($"A field of the control API has no value of the type {value.GetType()}.", nameof(value));
        }
    }

    private async Task<byte[]> SendAsync(string method, string target, ReadOnlyMemory<byte> body)
    {
        var (status, response) = await call(method, target, body).ConfigureAwait(false);
        return status < FirstError ? response : throw new ControlException(MessageOf(response));
    }

    private static string MessageOf(byte[] response)
    {
        try
        {
            return JsonSerializer.Deserialize(response, SeedanceJsonContext.Default.ErrorEnvelope)?.Error?.Message ?? "";
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(response);
        }
    }
}

/// <summary>The control API rejected a request of the page.</summary>
internal sealed class ControlException(string message) : Exception(message);
