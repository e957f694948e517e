using System.Text;
using Microsoft.Build.Framework;

namespace SeedanceGen.Generator.Tasks;

/// <summary>
/// Checks the whole API description and writes its normal form as JSON, which NSwag reads. A fault is an error of the build at its place in
/// the YAML, and nothing is written.
/// </summary>
public sealed class PrepareDescription : ITask
{
    /// <inheritdoc/>
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc/>
    public ITaskHost? HostObject { get; set; }

    /// <summary>The YAML.</summary>
    [Required]
    public string Description { get; set; } = string.Empty;

    /// <summary>The JSON to write.</summary>
    [Required]
    public string Output { get; set; } = string.Empty;

    /// <summary>The C# files beside the generated one; the types that they declare have their names already.</summary>
    public ITaskItem[] Sources { get; set; } = [];

    /// <summary>Checks and writes.</summary>
    /// <returns>Whether the description has no fault.</returns>
    public bool Execute()
    {
        var prepared = PreparedDescription.Of(Description, File.ReadAllText(Description, Encoding.UTF8), Taken(), CancellationToken.None);
        foreach (var problem in prepared.Problems)
        {
            BuildEngine.LogErrorEvent(new BuildErrorEventArgs(
                subcategory: null,
                code: problem.Rule,
                file: problem.Path,
                lineNumber: problem.Span.StartLine + 1,
                columnNumber: problem.Span.StartColumn + 1,
                endLineNumber: 0,
                endColumnNumber: 0,
                message: problem.Message,
                helpKeyword: null,
                senderName: nameof(PrepareDescription)));
        }

        if (prepared.Json is { } json)
            File.WriteAllText(Output, json);
        return prepared.Json is not null;
    }

    /// <summary>
    /// The types that are written by hand: each has the name of its file. A file with a part of a generated record does not count.
    /// </summary>
    private HashSet<string> Taken() => new(
        Sources.Select(source => source.ItemSpec).Where(file => !File.ReadAllText(file, Encoding.UTF8).Contains(" partial record "))
            .Select(Path.GetFileNameWithoutExtension),
        StringComparer.Ordinal);
}
