using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Testing.Schema;

/// <summary>The documented exchanges of <c>spec/examples</c>, which are embedded in this assembly when it is built.</summary>
internal static class DocumentedExamples
{
    private const string Folder = "examples/";
    private const string RequestSuffix = ".request.json";
    private const string AcceptedSuffix = ".accepted.json";

    /// <summary>The only documented error: what the service says about a missing or wrong key.</summary>
    public static ErrorEnvelope Unauthorized { get; } =
        Read(Folder + "error.unauthorized.json", SeedanceJsonContext.Default.ErrorEnvelope);

    /// <summary>The kind of output that the documented result reports.</summary>
    public static string OutputType { get; } =
        Read(Folder + "result.succeeded.json", SeedanceJsonContext.Default.VideoGeneration).Output?.Type
        ?? throw new InvalidOperationException("The documented result names no output type.");

    /// <summary>Every submission of which the documentation shows both the request and the acceptance.</summary>
    public static DocumentedPrice[] Prices { get; } = ReadPrices();

    /// <summary>Every submission that the documentation shows, as it is sent.</summary>
    public static IReadOnlyList<DocumentedRequest> Requests { get; } = ReadRequests();

    private static DocumentedRequest[] ReadRequests()
    {
        var resources = EmbeddedFiles.Names(Folder);
        var requests =
            from request in resources
            where request.EndsWith(RequestSuffix, StringComparison.Ordinal)
            let name = request[Folder.Length..^RequestSuffix.Length]
            let accepted = Folder + name + AcceptedSuffix
            let credits = resources.Contains(accepted)
                ? Read(accepted, SeedanceJsonContext.Default.VideoGenerationAccepted).CreditsCharged
                : null
            select new DocumentedRequest(name, EmbeddedFiles.Read(request), credits);
        return [.. requests];
    }

    private static DocumentedPrice[] ReadPrices()
    {
        var resources = EmbeddedFiles.Names(Folder);
        var prices =
            from request in resources
            where request.EndsWith(RequestSuffix, StringComparison.Ordinal)
            let accepted = string.Concat(request.AsSpan(0, request.Length - RequestSuffix.Length), AcceptedSuffix)
            where resources.Contains(accepted)
            let credits = Read(accepted, SeedanceJsonContext.Default.VideoGenerationAccepted).CreditsCharged
            where credits is not null
            select new DocumentedPrice(Read(request, SeedanceJsonContext.Default.VideoGenerationRequest), credits.Value);
        return prices.ToArray() is { Length: > 0 } all
            ? all
            : throw new InvalidOperationException("The embedded examples document no price.");
    }

    private static T Read<T>(string resource, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(EmbeddedFiles.Read(resource), type)
        ?? throw new InvalidOperationException($"The embedded example '{resource}' is null.");
}
