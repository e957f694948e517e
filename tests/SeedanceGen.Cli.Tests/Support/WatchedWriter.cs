namespace SeedanceGen.Cli.Tests.Support;

/// <summary>Keeps what is written, and calls back with each line, or at the moment when a line has a certain text in it.</summary>
internal sealed class WatchedWriter : StringWriter
{
    private readonly List<(string Text, Action Action)> _watched = [];
    private readonly List<Action<string>> _hearers = [];

    public void When(string text, Action action) => _watched.Add((text, action));

    public void WhenWritten(Action<string> hear) => _hearers.Add(hear);

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        foreach (var hear in _hearers)
            hear(value + "\n");
        foreach (var (text, action) in _watched)
        {
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                action();
        }
    }
}
