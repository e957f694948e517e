using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using SeedanceGen.Durable.Ledger;

namespace SeedanceGen.Durable.Engine;

/// <summary>Files with the ids of accepted jobs that the store did not take, one for each submission.</summary>
internal sealed class AcceptanceFiles(string folder)
{
    /// <summary>The end of the name of a file whose id no row of the store takes.</summary>
    public const string Unclaimed = ".unclaimed";

    /// <summary>Writes a file and deletes it, so that a folder that cannot be written to is found before anything is paid for.</summary>
    /// <exception cref="InvalidOperationException">The folder takes no files.</exception>
    public void Probe()
    {
        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, Guid.NewGuid().ToString("N") + ".probe");
            File.WriteAllText(path, "");
            File.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"The folder '{folder}' takes no files. Set {nameof(SeedanceJobsOptions.AcceptanceFolder)} to one that does.", problem);
        }
    }

    /// <summary>Writes a file; when it returns, the file is on the disk.</summary>
    /// <returns>The path of the file.</returns>
    public string Write(string store, JobChange change)
    {
        // The hash of the key, because keys that differ in case alone have one file on some file systems.
        var name = FormattableString.Invariant($"{JobText.Hash(change.Key)}.{change.Attempt}.json");
        var path = Path.Combine(folder, store, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = path + ".partial";
        using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var record = new AcceptanceRecord(change.Key, change.Attempt ?? 0, change.RequestId!, change.Credits);
            JsonSerializer.Serialize(stream, record, AcceptanceJson.Default.AcceptanceRecord);
            stream.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
        return path;
    }

    /// <summary>Reads the files of a store. One that cannot be read stays.</summary>
    public IEnumerable<(string File, JobChange Change)> Read(string store, DateTimeOffset now, ILogger logger)
    {
        var own = Path.Combine(folder, store);
        foreach (var path in Directory.Exists(own) ? Directory.GetFiles(own, "*.json") : [])
        {
            if (Read(path, logger) is not { } record)
                continue;
            var job = new VideoJob
            {
                Key = record.Key,
                Request = null!,
                State = VideoJobState.Submitting,
                Attempt = record.Attempt,
                EnqueuedAt = now,
                ChangedAt = now,
            };
            yield return (path, JobChange.Accepted(job, record.RequestId, record.Credits, now, now));
        }
    }

    /// <summary>Deletes a file. The next start reads a file that stays, and finds its id in the row.</summary>
    public static void Delete(string? file)
    {
        try
        {
            if (file is not null)
                File.Delete(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // As above: nothing is lost, and the worker goes on.
        }
    }

    /// <summary>Renames a file, so that no later start reads it.</summary>
    /// <returns>The new path.</returns>
    public static string SetAside(string file)
    {
        File.Move(file, file + Unclaimed, overwrite: true);
        return file + Unclaimed;
    }

    private static AcceptanceRecord? Read(string path, ILogger logger)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), AcceptanceJson.Default.AcceptanceRecord)
                ?? throw new JsonException("The file has no record.");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another worker of this machine has written its id to the store meanwhile.
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            logger.FileUnreadable(problem, path);
            return null;
        }
    }
}

/// <summary>The content of a file.</summary>
internal sealed record AcceptanceRecord(string Key, int Attempt, string RequestId, long? Credits);

/// <summary>The file as JSON, without reflection.</summary>
[JsonSerializable(typeof(AcceptanceRecord))]
internal sealed partial class AcceptanceJson : JsonSerializerContext;
