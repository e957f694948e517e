using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SeedanceGen.Texts;

namespace SeedanceGen.Cli.History;

/// <summary>A line of the history: a submitted job, or its newer status.</summary>
internal sealed record HistoryRecord
{
    /// <summary>When the job was submitted; null for a newer status.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The identity of the service that knows the id.</summary>
    public required string Service { get; init; }

    public required string Id { get; init; }

    /// <summary>The status that was read last.</summary>
    public string? Status { get; init; }

    /// <summary>The price in credits; null when the service did not name it.</summary>
    public int? Credits { get; init; }

    /// <summary>The beginning of the prompt.</summary>
    public string? Prompt { get; init; }
}

/// <summary>
/// What this machine submitted, in a file that only its owner can read. It is a convenience: no command fails because of it.
/// </summary>
internal sealed class JobHistory(ToolHost host, string path)
{
    public const string FileName = "history.jsonl";

    /// <summary>How much of a prompt is kept, in characters.</summary>
    public const int LongestPrompt = 60;

    /// <summary>How many jobs are left when the file has become too long.</summary>
    public const int MaxJobs = 1000;

    private const int MaxBytes = 512 * 1024;
    private const int MaxTries = 20;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(10);

    /// <summary>The lines of a batch are submitted several at a time.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    public string Path => path;

    /// <summary>The history of the user who runs the tool; null when it is turned off, or the environment names no folder for it.</summary>
    public static JobHistory? Of(CommandContext context)
    {
        try
        {
            return context.Settings.KeepsHistory && ToolFolders.StateOf(context.Host) is { } folder
                ? new JobHistory(context.Host, System.IO.Path.Combine(folder, FileName))
                : null;
        }
        catch (UsageException)
        {
            // The configuration cannot be read, so it may say off.
            return null;
        }
    }

    /// <summary>Adds a job that the service accepted.</summary>
    public Task AddAsync(string service, string id, string? status, int? credits, Func<string?> prompt) =>
        AppendAsync(() => new HistoryRecord
        {
            SubmittedAt = host.TimeProvider.GetUtcNow(),
            Service = service,
            Id = id,
            Status = status,
            Credits = credits,
            Prompt = prompt() is { } text ? BeginningOf(text) : null,
        });

    /// <summary>
    /// Adds a newer status of a job. Nothing is added for a job that the history does not have, or for a status that it has already.
    /// </summary>
    public async Task UpdateAsync(string service, string id, string? status)
    {
        if (status is null || await TryAsync(Read, []) is not { } known)
            return;
        if (known.FirstOrDefault(record => record.Id == id && record.Service == service) is { } job && job.Status != status)
            await AppendAsync(() => new HistoryRecord { Service = service, Id = id, Status = status });
    }

    /// <summary>The jobs, the newest first; none when the file is not there or cannot be read.</summary>
    public Task<IReadOnlyList<HistoryRecord>> ReadAsync() => TryAsync(Read, []);

    /// <summary>The beginning of a prompt, in one line.</summary>
    public static string BeginningOf(string prompt)
    {
        var line = Format.OneLine(OutsideText.Masked(prompt.Trim()));
        if (line.Length <= LongestPrompt)
            return line;
        var end = LongestPrompt - 1;
        return $"{line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)].TrimEnd()}…";
    }

    private async Task AppendAsync(Func<HistoryRecord> create)
    {
        await Turn.WaitAsync();
        try
        {
            await TryAsync(() => Append(create()), otherwise: false);
        }
        finally
        {
            Turn.Release();
        }
    }

    private bool Append(HistoryRecord record)
    {
        OwnerFile.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        using var file = OwnerFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        if (file.Length > MaxBytes)
            Shorten(file);
        file.Seek(0, SeekOrigin.End);
        file.Write(LineOf(record));
        return true;
    }

    private static void Shorten(FileStream file)
    {
        var newest = Fold(file).Take(MaxJobs).Reverse().ToList();
        file.SetLength(0);
        foreach (var record in newest)
            file.Write(LineOf(record));
    }

    private static byte[] LineOf(HistoryRecord record) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(record, HistoryJson.Readable.HistoryRecord) + "\n");

    private IReadOnlyList<HistoryRecord> Read()
    {
        if (!File.Exists(path))
            return [];
        using var file = OwnerFile.Open(path, FileMode.Open, FileAccess.Read);
        return Fold(file);
    }

    /// <summary>The jobs with their newest statuses, the newest job first. A line that cannot be read is left out.</summary>
    private static List<HistoryRecord> Fold(Stream file)
    {
        var jobs = new List<HistoryRecord>();
        var places = new Dictionary<(string, string), int>();
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is not { } record)
                continue;
            if (places.TryGetValue((record.Service, record.Id), out var place) && record.SubmittedAt is null)
            {
                jobs[place] = jobs[place] with { Status = record.Status };
            }
            else if (record.SubmittedAt is not null)
            {
                places[(record.Service, record.Id)] = jobs.Count;
                jobs.Add(record);
            }
        }

        jobs.Reverse();
        return jobs;
    }

    private static HistoryRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, HistoryJson.Readable.HistoryRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Tries again while another process has the file, and gives up quietly.</summary>
    private async Task<T> TryAsync<T>(Func<T> action, T otherwise)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return action();
            }
            catch (IOException) when (tries < MaxTries && File.Exists(path))
            {
                await Task.Delay(RetryDelay, host.TimeProvider);
            }
            catch (Exception)
            {
                // The job is paid for; that it is not in a list is no reason to say that something failed.
                return otherwise;
            }
        }
    }
}

/// <summary>The JSON shape of the history.</summary>
[JsonSerializable(typeof(HistoryRecord))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    public static HistoryJson Readable { get; } = new(ToolJson.CreateOptions());
}
