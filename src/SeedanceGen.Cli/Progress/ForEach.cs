namespace SeedanceGen.Cli.Progress;

/// <summary>Hands each report on at once, in its order; the framework's own class leaves both to chance.</summary>
internal sealed class ForEach(Action<VideoGeneration> action) : IProgress<VideoGeneration>
{
    public void Report(VideoGeneration value) => action(value);
}
