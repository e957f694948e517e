using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeedanceGen.Testing.Faults;

namespace SeedanceGen.Testing;

/// <summary>Chooses the requests that a fault or a response is for; made by <c>SeedanceMock.Given</c>.</summary>
public sealed class RequestMatcherBuilder
{
    private readonly FaultRegistry _registry;
    private readonly FaultMatcher _matcher;

    internal RequestMatcherBuilder(FaultRegistry registry, FaultMatcher matcher) => (_registry, _matcher) = (registry, matcher);

    /// <summary>Only requests about one job: its reads, cancels and downloads. A submission is about no job yet.</summary>
    /// <param name="requestId">The id that the submission returned.</param>
    public RequestMatcherBuilder ForJob(string requestId)
    {
        ArgumentException.ThrowIfNullOrEmpty(requestId);
        return new RequestMatcherBuilder(_registry, _matcher with { RequestId = requestId });
    }

    /// <summary>Scripts a fault for the next such request; the result has methods for other requests.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>
    /// The script, to choose <see cref="ScriptedFault.Next"/>, <see cref="ScriptedFault.Nth"/>, <see cref="ScriptedFault.EveryNth"/> or
    /// <see cref="ScriptedFault.Always"/>.
    /// </returns>
    public ScriptedFault Respond(MockFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return _registry.Add(_matcher, fault);
    }

    /// <summary>
    /// Responds to every such request of an operation by a function. The mock validates the request first, and responds itself to one that
    /// it rejects; then it plays the operation, and the function changes the response: its status, its headers, its body. Of several
    /// functions the newest is called. A fault comes after the function; one that keeps the request from being processed comes in its
    /// place. The mock validates the response by the API description, like every other. When the function throws, the response is 500 with
    /// <see cref="MockErrorCodes.OptionFailed"/>.
    /// </summary>
    /// <param name="respond">Reads the request and changes the response. It may be called by several requests at once.</param>
    public void RespondWith(Action<OperationRequest, EditableResponse> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        _registry.Add(_matcher, respond);
    }

    /// <summary>Responds to every such request of an operation with a body that a function makes.</summary>
    /// <param name="respond">Makes the JSON body from the request; null is sent as JSON null.</param>
    public void RespondWith(Func<OperationRequest, JsonNode?> respond)
    {
        ArgumentNullException.ThrowIfNull(respond);
        RespondWith((request, response) => response.Body = respond(request));
    }

    /// <summary>
    /// Responds to every such request of an operation with one of the SDK's records, such as
    /// <c>RespondWith(new ModelList { Success = true, Data = [] })</c>.
    /// </summary>
    /// <typeparam name="T">A type of the SDK that the API description has.</typeparam>
    /// <param name="body">The body of the response.</param>
    /// <exception cref="ArgumentException">The API description has no such type.</exception>
    public void RespondWith<T>(T body)
        where T : notnull
    {
        var type = SeedanceJsonContext.Default.GetTypeInfo(body.GetType())
            ?? throw new ArgumentException(
                $"{body.GetType()} is no type of the API description; give a function that makes JSON.", nameof(body));
        var json = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(body, type));
        RespondWith(_ => JsonNode.Parse(json));
    }
}
