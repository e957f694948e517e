namespace SeedanceGen.Testing.Schema;

/// <summary>What the API description says of one operation.</summary>
internal sealed record OperationDescription
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    public required string PathTemplate { get; init; }

    /// <summary>What it does, with its page of the documentation in brackets.</summary>
    public required string Description { get; init; }

    /// <summary>The body of the request; null when none is described, and then none is judged.</summary>
    public BodyDescription? Body { get; init; }

    public required ResponseDescription[] Responses { get; init; }

    /// <summary>The answer for a status code: the code itself, else its range, else the default; null when the description has none.</summary>
    public ResponseDescription? ResponseFor(int statusCode)
    {
        var (best, precision) = ((ResponseDescription?)null, 0);
        foreach (var reply in Responses)
        {
            if (reply.Precision(statusCode) is var own && own > precision)
                (best, precision) = (reply, own);
        }

        return best;
    }

    public override string ToString() => $"{Method} {PathTemplate}";
}
