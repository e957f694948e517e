using System.Text;
using Microsoft.Build.Framework;

namespace SeedanceGen.Generator.Tasks;

/// <summary>
/// Writes the client that NSwag made, with the hashes of its inputs in its header. MSBuild's own task takes lines for paths, and makes a
/// slash of each backslash in them.
/// </summary>
public sealed class TakeOverClient : ITask
{
    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public IBuildEngine BuildEngine { get; set; } = null!;

    /// <inheritdoc/>
    public ITaskHost? HostObject { get; set; }

    /// <summary>What NSwag wrote.</summary>
    [Required]
    public string Fresh { get; set; } = string.Empty;

    /// <summary>The lines for the mark of the inputs.</summary>
    [Required]
    public string Header { get; set; } = string.Empty;

    /// <summary>The client; a file with the same text is left alone.</summary>
    [Required]
    public string Generated { get; set; } = string.Empty;

    /// <summary>Writes the client.</summary>
    /// <returns>Always true: a file that cannot be written is an exception.</returns>
    public bool Execute()
    {
        var text = File.ReadAllText(Fresh, Encoding.UTF8).Replace("@Inputs@", Header).TrimEnd() + "\n";
        if (!File.Exists(Generated) || File.ReadAllText(Generated, Encoding.UTF8) != text)
            File.WriteAllText(Generated, text, PlainUtf8);
        return true;
    }
}
