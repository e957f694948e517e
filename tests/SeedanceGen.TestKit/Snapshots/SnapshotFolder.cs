using System.Text;

namespace SeedanceGen.TestKit.Snapshots;

/// <summary>Compares with accepted files, byte for byte; accepts only when it is told to.</summary>
/// <param name="folder">Where the files are.</param>
/// <param name="accepts">Whether what differs is accepted from now on.</param>
public sealed class SnapshotFolder(string folder, bool accepts)
{
    /// <summary>Set to 1 to accept; refused where <c>CI</c> is set.</summary>
    public const string AcceptVariable = "SEEDANCE_ACCEPT_SNAPSHOTS";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public bool Accepts => accepts;

    /// <summary>The committed files of a folder.</summary>
    public static SnapshotFolder Committed(string folder) => new(folder, IsAccepting(Environment.GetEnvironmentVariable));

    public static bool IsAccepting(Func<string, string?> environment)
    {
        if (environment(AcceptVariable) != "1")
            return false;
        return environment("CI") is null or "" or "false"
            ? true
            : throw new InvalidOperationException(
                $"{AcceptVariable} is set where CI is set: a snapshot is accepted by a person, who reads the difference.");
    }

    /// <summary>Fails, shortly, when the file is another one; the new content is then in the received file.</summary>
    public void ShouldMatch(Snapshot snapshot)
    {
        var verified = Path.Combine(folder, snapshot.Verified);
        var received = Path.Combine(folder, snapshot.Received);
        var accepted = File.Exists(verified) ? File.ReadAllBytes(verified) : null;
        var content = Utf8.GetBytes(snapshot.Content);
        if (accepted is not null && accepted.AsSpan().SequenceEqual(content))
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllBytes(accepts ? verified : received, content);
        if (accepts)
        {
            File.Delete(received);
            return;
        }

        Assert.Fail(accepted is null
            ? $"{snapshot.Verified} is missing. Read {snapshot.Received} and accept it: {AcceptVariable}=1."
            : $"{snapshot.Verified} differs.\n{TextDifference.Of(Utf8.GetString(accepted), snapshot.Content)}\n"
                + $"A run with {AcceptVariable}=1 accepts it.");
    }

    /// <summary>Fails when there is a file for which no test asks, or none where one does; accepting deletes the former.</summary>
    public void ShouldHoldExactly(IEnumerable<string> expected)
    {
        var names = expected.ToHashSet(StringComparer.Ordinal);
        var present = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))
                .Where(name => !name.Contains(".received.", StringComparison.Ordinal)).ToList()
            : [];
        var orphans = present.Where(name => !names.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (accepts)
        {
            orphans.ForEach(name => File.Delete(Path.Combine(folder, name)));
            return;
        }

        orphans.ShouldBeEmpty("No test asks for these files.");
        names.Except(present).Order(StringComparer.Ordinal).ShouldBeEmpty("These files are missing.");
    }
}
