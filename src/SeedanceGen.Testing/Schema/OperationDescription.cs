using System.Globalization;
using System.Text.Json;

namespace SeedanceGen.Testing.Schema;

/// <summary>One operation of the API description, or one call that the service makes back.</summary>
internal sealed record OperationDescription
{
    public required string Id { get; init; }

    /// <summary>The HTTP method in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>
    /// The path with its parameters in braces; of a callback, the expression that gives its URL, such as
    /// <c>{$request.body#/webhookUrl}</c>; of a webhook, its name.
    /// </summary>
    public required string PathTemplate { get; init; }

    /// <summary>The operation object.</summary>
    public required JsonElement Node { get; init; }

    /// <summary>What the operation does, with its page of the documentation in brackets.</summary>
    public string Description => (ApiDescription.Text(Node, "description") ?? ApiDescription.Text(Node, "summary") ?? "").Trim();

    public bool IsDeprecated => ApiDescription.IsTrue(Node, "deprecated");

    /// <summary>Whether the service takes credits for it.</summary>
    public bool ChargesCredits { get; init; }

    /// <summary>Whether it is called with an API key.</summary>
    public bool RequiresKey { get; init; }

    public IReadOnlyList<ParameterDescription> Parameters { get; init; } = [];

    /// <summary>The body of the request; null when the description has none.</summary>
    public BodyDescription? RequestBody { get; init; }

    public IReadOnlyList<ResponseDescription> Responses { get; init; } = [];

    /// <summary>How the list pages; null when it comes as a whole.</summary>
    public PageDescription? Pages { get; init; }

    /// <summary>The calls that the service makes because of this operation.</summary>
    public IReadOnlyList<OperationDescription> Callbacks { get; init; } = [];

    /// <summary>The first response of a success.</summary>
    public ResponseDescription? Success => Successes.FirstOrDefault();

    /// <summary>What a success has as its body, in the form that is sent when there is a choice; null when it has none.</summary>
    public MediaTypeDescription? SuccessBody =>
        Successes.Select(response => response.Body?.Preferred).FirstOrDefault(type => type is not null);

    /// <summary>The header that makes a repeated request the same request; null when the description marks none.</summary>
    public ParameterDescription? IdempotencyKey => Parameters.FirstOrDefault(parameter => parameter.IsIdempotencyKey);

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

    private IEnumerable<ResponseDescription> Successes => Responses.Where(response => response.StatusCode.StartsWith('2'));
}

/// <summary>How a list pages, by the mark <c>x-pagination</c>.</summary>
/// <param name="Cursor">The query parameter that asks for a page.</param>
/// <param name="Next">The field with the cursor of the next page.</param>
/// <param name="Items">The field with the items of a page.</param>
internal sealed record PageDescription(string Cursor, string Next, string Items);

/// <summary>One response that the API description gives for an operation.</summary>
/// <param name="statusCode">The status code, a range such as <c>2XX</c>, or <c>default</c>.</param>
internal sealed class ResponseDescription(string statusCode)
{
    private const string Default = "default";

    private readonly int _code = int.TryParse(statusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : -1;
    private readonly int _hundreds = statusCode.EndsWith("XX", StringComparison.OrdinalIgnoreCase) ? statusCode[0] - '0' : -1;

    /// <summary>The status code, a range such as <c>2XX</c>, or <c>default</c>.</summary>
    public string StatusCode => statusCode;

    /// <summary>The status code of a response that is made from the description: of a range the lowest, of the default 200.</summary>
    public int Code => _code > 0 ? _code : _hundreds > 0 ? _hundreds * 100 : 200;

    /// <summary>Whether the description has this very code, and not only a range or the default.</summary>
    public bool IsExact => _code > 0;

    /// <summary>What the response means, with its page of the documentation in brackets.</summary>
    public string Description { get; init; } = "";

    /// <summary>The body that it has; null when the description has none.</summary>
    public BodyDescription? Body { get; init; }

    /// <summary>The headers that the description has for it.</summary>
    public IReadOnlyList<ParameterDescription> Headers { get; init; } = [];

    /// <summary>
    /// How exactly this response matches a status code: 3 by the code itself, 2 by its range, 1 as the default, 0 not at all.
    /// </summary>
    public int Precision(int code) => code == _code ? 3 : code / 100 == _hundreds ? 2 : statusCode == Default ? 1 : 0;
}
