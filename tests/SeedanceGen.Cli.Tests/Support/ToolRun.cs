using System.Text.Json.Nodes;
using SeedanceGen.Testing;

namespace SeedanceGen.Cli.Tests.Support;

/// <summary>One run of the tool in this process, with a test as its surroundings.</summary>
internal sealed class ToolRun : IDisposable
{
    private bool _isGuest;
    private readonly Dictionary<string, string> _variables = [];

    public TemporaryFolder Folder { get; private set; } = new();

    public FakeInterrupts Interrupts { get; } = new();

    public WatchedWriter OutputWriter { get; } = new();

    public WatchedWriter ErrorWriter { get; } = new();

    public TerminalTraits Terminal { get; set; } = TerminalTraits.None;

    public TimeProvider TimeProvider { get; set; } = new ImmediateTimeProvider();

    public bool OutputIsFull { get; init; }

    public string Answer { get; set; } = string.Empty;

    /// <summary>What is piped into standard input; null when nothing is.</summary>
    public string? Piped { get; set; }

    public List<string> Shown { get; } = [];

    public string Output => OutputWriter.ToString();

    /// <summary>Forgets what was said, for the next command.</summary>
    public ToolRun Anew()
    {
        OutputWriter.GetStringBuilder().Clear();
        ErrorWriter.GetStringBuilder().Clear();
        return this;
    }

    public string Error => ErrorWriter.ToString();

    public string[] OutputLines => Lines(Output);

    public string[] ErrorLines => Lines(Error);

    /// <summary>The one JSON object on standard output; fails when there is anything else.</summary>
    public JsonObject Json => JsonNode.Parse(Output)!.AsObject();

    public static ToolRun Against(SeedanceMockServer server) => new ToolRun().With(server.BaseAddress.AbsoluteUri, server.ApiKey);

    public static ToolRun Against(ScriptedService service) =>
        new ToolRun().With(service.Address.AbsoluteUri, SeedanceMockOptions.DefaultApiKey);

    public ToolRun With(string baseAddress, string? apiKey)
    {
        _variables[SeedanceClientOptions.BaseAddressVariable] = baseAddress;
        if (apiKey is not null)
            _variables[SeedanceClientOptions.ApiKeyVariable] = apiKey;
        return this;
    }

    /// <summary>Works in another run's folder.</summary>
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

    public Task<ExitCode> RunAsync(params string[] arguments)
    {
        var host = new ToolHost
        {
            Output = OutputIsFull ? new FullWriter() : OutputWriter,
            Error = ErrorWriter,
            Input = () => new StringReader(Piped ?? Answer),
            HasPipedInput = Piped is not null,
            ReadSecret = ask =>
            {
                ask();
                return Answer;
            },
            OpenFile = file =>
            {
                Shown.Add(file);
                return true;
            },
            Terminal = Terminal,
            Variable = name => _variables.GetValueOrDefault(name),
            Folder = Folder.Root,
            Interrupts = Interrupts,
            TimeProvider = TimeProvider,
        };
        return new SeedanceTool(host).RunAsync(arguments);
    }

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
