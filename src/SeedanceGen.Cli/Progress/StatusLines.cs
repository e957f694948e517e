using SeedanceGen.Cli.Output;

namespace SeedanceGen.Cli.Progress;

/// <summary>Says each status of a job once.</summary>
internal sealed class StatusLines(ToolOutput output) : IProgress<VideoGeneration>
{
    private GenerationStatus? _last;

    public void Report(VideoGeneration value)
    {
        if (value.Status == _last)
            return;

        _last = value.Status;
        output.Note($"{value.RequestId} {value.Status}");
    }
}
