using System.Text;
using System.Text.Json.Nodes;
using SeedanceGen.Cli.Schema;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Support;

/// <summary>One run of the tool in this process, with the test as its host.</summary>
internal sealed class ToolRun : IDisposable
{
    private bool _isGuest;
    private readonly Dictionary<string, string> _variables = [];

    public TemporaryFolder Folder { get; private set; } = new();

    public FakeInterrupts Interrupts { get; } = new();

    public ObservedWriter OutputWriter { get; } = new();

    public ObservedWriter ErrorWriter { get; } = new();

    public TerminalTraits Terminal { get; set; } = TerminalTraits.None;

    /// <summary>The longest pause of a run that takes no time: a timer of a minute or more is a timeout.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(59);

    public TimeProvider TimeProvider { get; set; } = new SkippingClock(LongestPause).Time;

    public bool OutputIsFull { get; init; }

    /// <summary>The API description that the commands follow; null takes that of the tool.</summary>
    public ServiceDescription? Description { get; init; }

    /// <summary>What the person at the terminal types.</summary>
    public string TypedInput { get; set; } = string.Empty;

    /// <summary>The piped standard input; null for none.</summary>
    public string? Piped { get; set; }

    /// <summary>Standard input and standard output of a command that speaks a protocol over them; null for none.</summary>
    public (Stream Input, Stream Output)? Streams { get; set; }

    public List<string> Opened { get; } = [];

    public string Output => OutputWriter.ToString();

    /// <summary>Clears both outputs for the next command.</summary>
    public ToolRun Anew()
    {
        OutputWriter.GetStringBuilder().Clear();
        ErrorWriter.GetStringBuilder().Clear();
        return this;
    }

    public string Error => ErrorWriter.ToString();

    public string[] OutputLines => Lines(Output);

    public string[] ErrorLines => Lines(Error);

    /// <summary>The JSON object on standard output; throws when standard output has anything else.</summary>
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    public static ToolRun Against(SeedanceMockServer server, ServiceDescription? description = null) =>
        new ToolRun { Description = description }.With(server.BaseAddress.AbsoluteUri, server.ApiKey);

    public static ToolRun Against(ScriptedService service, ServiceDescription? description = null) =>
        new ToolRun { Description = description }.With(service.Address.AbsoluteUri, SeedanceMockOptions.DefaultApiKey);

    public ToolRun With(string baseAddress, string? apiKey)
    {
        _variables[SeedanceClientOptions.BaseAddressVariable] = baseAddress;
        if (apiKey is not null)
            _variables[SeedanceClientOptions.ApiKeyVariable] = apiKey;
        return this;
    }

    /// <summary>Uses the folder of another run.</summary>
    public ToolRun In(TemporaryFolder folder)
    {
        Folder.Dispose();
        (Folder, _isGuest) = (folder, true);
        return this;
    }

    public ToolRun WithVariable(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>The bytes that were written to standard output.</summary>
    public MemoryStream Bytes { get; } = new();

    /// <summary>Whether standard output is a terminal.</summary>
    public bool HasTerminalOutput { get; init; }

    public Task<ExitCode> RunAsync(params string[] arguments) => new SeedanceTool(CreateHost(), Description).RunAsync(arguments);

    public ToolHost CreateHost() => new()
    {
        OpenOutput = () => OutputIsFull ? new FullStream() : Bytes,
        HasTerminalOutput = HasTerminalOutput,
        Output = OutputIsFull ? new FullWriter() : OutputWriter,
        Error = ErrorWriter,
        Input = () => new StringReader(Piped ?? TypedInput),
        OpenStreams = () => Streams ?? (Stream.Null, Stream.Null),
        HasPipedInput = Piped is not null,
        ReadSecret = ask =>
        {
            ask();
            return TypedInput;
        },
        OpenFile = file =>
        {
            Opened.Add(file);
            return true;
        },
        Terminal = Terminal,
        Variable = name => _variables.GetValueOrDefault(name),
        Folder = Folder.Root,
        Interrupts = Interrupts,
        TimeProvider = TimeProvider,
    };

    public void Dispose()
    {
        if (!_isGuest)
            Folder.Dispose();
        Interrupts.Dispose();
        ErrorWriter.Dispose();
        OutputWriter.Dispose();
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Keeps the written text, and calls back for each line, or for each line with a given text.</summary>
internal sealed class ObservedWriter : StringWriter
{
    private readonly List<(string Text, Action Action)> _watched = [];
    private readonly List<Action<string>> _listeners = [];

    public void When(string text, Action action) => _watched.Add((text, action));

    public void WhenWritten(Action<string> listener) => _listeners.Add(listener);

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        foreach (var listener in _listeners)
            listener(value + "\n");
        foreach (var (text, action) in _watched)
        {
            if (value?.Contains(text, StringComparison.Ordinal) == true)
                action();
        }
    }
}

/// <summary>The bytes of standard output on a full disk.</summary>
internal sealed class FullStream : MemoryStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        throw new IOException("No space left on device");
}

/// <summary>Standard output on a full disk.</summary>
internal sealed class FullWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("No space left on device");
}
