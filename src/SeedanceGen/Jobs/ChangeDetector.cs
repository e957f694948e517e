using System.Text.Json;

namespace SeedanceGen.Jobs;

/// <summary>Tells whether a read of a job shows a change.</summary>
internal sealed class ChangeDetector
{
    private byte[]? _before;

    /// <summary>Whether the job differs from the last one that was passed, in any of its fields.</summary>
    public bool IsChange(VideoGeneration generation)
    {
        var now = JsonSerializer.SerializeToUtf8Bytes(generation, SeedanceJsonContext.Default.VideoGeneration);
        var isChange = _before is null || !_before.AsSpan().SequenceEqual(now);
        _before = now;
        return isChange;
    }
}
