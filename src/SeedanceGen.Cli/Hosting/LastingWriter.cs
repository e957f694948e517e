using System.Text;

namespace SeedanceGen.Cli.Hosting;

/// <summary>Writes to a terminal that may be closed meanwhile: what it does not take is lost, and the work goes on.</summary>
internal sealed class LastingWriter(TextWriter terminal) : TextWriter
{
    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value) => Try(value, static (writer, one) => writer.Write(one));

    public override void Write(string? value) => Try(value, static (writer, text) => writer.Write(text));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Flush() => Try(0, static (writer, _) => writer.Flush());

    private void Try<T>(T value, Action<TextWriter, T> write)
    {
        try
        {
            write(terminal, value);
        }
        catch (IOException)
        {
        }
    }
}
