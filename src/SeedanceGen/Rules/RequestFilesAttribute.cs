namespace SeedanceGen.Rules;

/// <summary>
/// The documented extensions of the files that the addresses of a request lead to, on the request type. The generator writes it when the
/// API description has <c>x-file-extensions</c>.
/// </summary>
/// <param name="extensions">The extensions, each with its dot.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequestFilesAttribute(params string[] extensions) : Attribute
{
    public IReadOnlyList<string> Extensions { get; } = extensions;
}
