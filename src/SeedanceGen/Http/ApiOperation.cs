namespace SeedanceGen.Http;

/// <summary>One operation of the API description, as the generated client and the mock server share it.</summary>
internal sealed class ApiOperation(string id, HttpMethod method, string pathTemplate, bool chargesCredits)
{
    /// <summary>The operation's id in the API description.</summary>
    public string Id { get; } = id;

    public HttpMethod Method { get; } = method;

    /// <summary>The path with its parameters in braces, from the root of the server.</summary>
    public string PathTemplate { get; } = pathTemplate;

    /// <summary>Whether the service takes credits for it: such a call is never repeated unless it certainly was not accepted.</summary>
    public bool ChargesCredits { get; } = chargesCredits;

    public override string ToString() => $"{Method} {PathTemplate}";
}
