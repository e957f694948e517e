using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SeedanceGen.Testing.Schema;

/// <summary>The documented exchanges: the examples of the API description.</summary>
internal sealed partial class DocumentedExamples
{
    private readonly ApiDescription _description;
    private byte[]? _unauthorized;

    public DocumentedExamples(ApiDescription description)
    {
        _description = description;
        var jobs = description.Jobs;
        Requests = ReadRequests(jobs);
        Result = jobs.Get.Success?.Body?.Preferred.Examples().FirstOrDefault().Value ?? default;
    }

    /// <summary>
    /// The body of the only documented error: what the service says about a missing or wrong key. It is the first example of a response
    /// that is not a success.
    /// </summary>
    public byte[] Unauthorized => _unauthorized ??= Encoding.UTF8.GetBytes((_description.Operations
        .SelectMany(operation => operation.Responses)
        .Where(response => !response.StatusCode.StartsWith('2'))
        .SelectMany(response => response.Body?.Preferred.Examples() ?? [])
        .FirstOrDefault() is { Value.ValueKind: JsonValueKind.Object } example
            ? example.Value
            : throw new InvalidOperationException("The API description has no example of an error response.")).GetRawText());

    /// <summary>The code of that error.</summary>
    public string UnauthorizedCode
    {
        get
        {
            using var error = JsonDocument.Parse(Unauthorized);
            return ApiDescription.Text(ApiDescription.Member(error.RootElement, JobDescription.ErrorName), JobDescription.CodeName) ?? "";
        }
    }

    /// <summary>A documented job that has ended; undefined when the description shows none.</summary>
    public JsonElement Result { get; }

    /// <summary>The first submission that the description shows; undefined when it shows none.</summary>
    public JsonElement Submission =>
        _description.Jobs.Submit.RequestBody?.Preferred.Examples().Select(example => example.Value).FirstOrDefault() ?? default;

    /// <summary>Every submission that the documentation shows, as it is sent.</summary>
    public IReadOnlyList<DocumentedRequest> Requests { get; }

    private static DocumentedRequest[] ReadRequests(JobDescription jobs)
    {
        var responses = (jobs.Submit.Success?.Body?.Preferred.Examples() ?? [])
            .ToDictionary(example => example.Key, example => example.Value);
        var requests =
            from example in jobs.Submit.RequestBody?.Preferred.Examples() ?? []
            let name = Word().Replace(example.Key, "-$0").ToLowerInvariant()
            let accepted = responses.GetValueOrDefault(example.Key)
            let price = ApiDescription.Member(accepted, jobs.Accepted.Credits ?? "")
            let credits = price.ValueKind == JsonValueKind.Number && price.TryGetInt32(out var number) ? number : (int?)null
            select new DocumentedRequest(name, Encoding.UTF8.GetBytes(example.Value.GetRawText()), credits);
        return [.. requests.OrderBy(request => request.Name, StringComparer.Ordinal)];
    }

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
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
