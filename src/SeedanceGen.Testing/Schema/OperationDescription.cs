namespace SeedanceGen.Testing.Schema;

/// <summary>
/// One operation of the API description, or one call that the service makes back. <c>OperationTable</c> has them all; the generator writes
/// it.
/// </summary>
internal sealed record OperationDescription
{
    public required string Id { get; init; }

    /// <summary>The HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// The path with its parameters in braces; of a callback, the expression that gives its URL, such as
    /// <c>{$request.body#/webhookUrl}</c>.
    /// </summary>
    public required string PathTemplate { get; init; }

    /// <summary>What the operation does, with its page of the documentation in brackets.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether the service takes credits for it.</summary>
    public bool ChargesCredits { get; init; }

    /// <summary>Whether it is called with an API key.</summary>
    public bool RequiresKey { get; init; }

    public IReadOnlyList<ParameterDescription> Parameters { get; init; } = [];

    /// <summary>The body of the request; null when the description has none.</summary>
    public BodyDescription? RequestBody { get; init; }

    public IReadOnlyList<ResponseDescription> Responses { get; init; } = [];

    /// <summary>The calls that the service makes because of this operation.</summary>
    public IReadOnlyList<OperationDescription> Callbacks { get; init; } = [];

    /// <summary>The first response of a success.</summary>
    public ResponseDescription? Success => Responses.FirstOrDefault(response => response.StatusCode.StartsWith('2'));

    /// <summary>
    /// The response for a status code: the code itself, else its range, else the default; null when the description has none.
    /// </summary>
    public ResponseDescription? ResponseFor(int statusCode)
    {
        var (best, precision) = ((ResponseDescription?)null, 0);
        foreach (var response in Responses)
        {
            if (response.Precision(statusCode) is var own && own > precision)
                (best, precision) = (response, own);
        }

        return best;
    }

    public override string ToString() => $"{Method} {PathTemplate}";
}

/// <summary>A parameter of an operation.</summary>
/// <param name="name">Its name.</param>
/// <param name="place">Where it stands: <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</param>
/// <param name="isRequired">Whether every call has it.</param>
/// <param name="schema">The JSON pointer to its schema; null when it has none.</param>
internal sealed class ParameterDescription(string name, string place, bool isRequired, string? schema)
{
    public string Name => name;

    /// <summary>Where the parameter stands: <c>path</c>, <c>query</c>, <c>header</c> or <c>cookie</c>.</summary>
    public string Place => place;

    public bool IsRequired => isRequired;

    public JsonSchema? Schema => schema is null ? null : ApiDescription.Current.SchemaAt(schema);
}
