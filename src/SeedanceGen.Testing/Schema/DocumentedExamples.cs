using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SeedanceGen.Testing.Schema;

/// <summary>The documented exchanges of <c>spec/examples</c>, which are embedded in this assembly when it is built.</summary>
internal static class DocumentedExamples
{
    private const string Folder = "examples/";
    private const string RequestSuffix = ".request.json";

    /// <summary>The only documented error: what the service says about a missing or wrong key.</summary>
    public static ErrorEnvelope Unauthorized { get; } =
        Read(Folder + "error.unauthorized.json", SeedanceJsonContext.Default.ErrorEnvelope);

    /// <summary>The kind of output that the documented result reports.</summary>
    public static string OutputType { get; } =
        Read(Folder + "result.succeeded.json", SeedanceJsonContext.Default.VideoGeneration).Output?.Type
        ?? throw new InvalidOperationException("The documented result names no output type.");

    /// <summary>Every submission that the documentation shows, as it is sent.</summary>
    public static IReadOnlyList<DocumentedRequest> Requests { get; } = ReadRequests();

    private static DocumentedRequest[] ReadRequests()
    {
        var resources = EmbeddedFiles.Names(Folder);
        var requests =
            from request in resources
            where request.EndsWith(RequestSuffix, StringComparison.Ordinal)
            let name = request[Folder.Length..^RequestSuffix.Length]
            let accepted = $"{Folder}{name}.accepted.json"
            let credits = resources.Contains(accepted)
                ? Read(accepted, SeedanceJsonContext.Default.VideoGenerationAccepted).CreditsCharged
                : null
            select new DocumentedRequest(name, EmbeddedFiles.Read(request), credits);
        return [.. requests];
    }

    private static T Read<T>(string resource, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(EmbeddedFiles.Read(resource), type)
        ?? throw new InvalidOperationException($"The embedded example '{resource}' is null.");
}

/// <summary>A submission that the documentation shows, as it is sent.</summary>
/// <param name="Name">What it is, such as <c>text-to-video</c>.</param>
/// <param name="Body">Its JSON.</param>
/// <param name="Credits">What it costs; null when the documentation does not say.</param>
internal sealed record DocumentedRequest(string Name, byte[] Body, int? Credits);

/// <summary>The files that are embedded in this assembly, by their logical names.</summary>
internal static class EmbeddedFiles
{
    private static readonly Assembly Owner = typeof(EmbeddedFiles).Assembly;

    public static string[] Names(string folder) =>
        [.. Owner.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    public static byte[] Read(string name)
    {
        using var resource = Owner.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The file '{name}' is not embedded in {Owner.GetName().Name}.");
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return content;
    }
}
