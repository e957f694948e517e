namespace SeedanceGen.Cli.Tests.Support;

/// <summary>Keeps what is written, and calls back at the moment when a line has a certain text in it.</summary>
internal sealed class WatchedWriter : StringWriter
{
    private readonly List<(string Text, Action Action)> _watched = [];

    public void When(string text, Action action) => _watched.Add((text, action));

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        foreach (var (text, action) in _watched)
        {
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                action();
        }
    }
}
