using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using SeedanceGen.Release.Repository;

namespace SeedanceGen.Release.Measuring;

/// <summary>
/// How much of our code runs in three everyday cases. Reflection reaches the checkout's assemblies, so that an older checkout can be
/// measured too.
/// </summary>
internal sealed class ExecutionFigures : IDisposable
{
    private const string Framework = "net10.0";
    private const string Prompt = "A river flowing through an autumn forest";

    private readonly RepositoryLayout _repository;
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("seedance-measure-");
    private readonly string _output;

    public ExecutionFigures(RepositoryLayout repository)
    {
        _repository = repository;
        _output = repository.PathOf("src", "SeedanceGen.Cli", "bin", "Debug", Framework);
        if (!File.Exists(Path.Combine(_output, "seedance.dll")))
            throw new ReleaseException("The tool has not been built. Run: dotnet build src/SeedanceGen.Cli");
    }

    public void Dispose() => _work.Delete(recursive: true);

    /// <summary>The types that run to make a client, build a request and submit it to a handler that responds at once.</summary>
    public async Task<IReadOnlyList<string>> SubmitAsync()
    {
        var sdk = Recorder().Load("SeedanceGen");
        var optionsType = sdk.GetType("SeedanceGen.SeedanceClientOptions", throwOnError: true)!;
        var options = Activator.CreateInstance(optionsType)!;
        optionsType.GetProperties().Single(property => property.PropertyType == typeof(HttpMessageHandler))
            .SetValue(options, new CannedHandler());
        var clientType = sdk.GetType("SeedanceGen.SeedanceClient", throwOnError: true)!;
        ExecutionRecorder.Reset();
        var client = Activator.CreateInstance(clientType, "sd2_live_measure", options)!;
        var factory = sdk.GetType("SeedanceGen.VideoRequest", throwOnError: true)!.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .First(method => method.GetParameters() is [{ ParameterType: var type }] && type == typeof(string));
        var builder = factory.Invoke(null, [Prompt])!;
        var request = builder.GetType().GetMethod("Build", Type.EmptyTypes)!.Invoke(builder, [])!;
        // The shortest overload is the one that programs call; others take options of the call.
        var submit = clientType.GetMethods()
            .Where(method => method.Name == "SubmitAsync" && method.GetParameters()[0].ParameterType == request.GetType())
            .MinBy(method => method.GetParameters().Length)!;

        await CallAsync(submit, client, request);
        var types = RecordedTypes();
        await ((IAsyncDisposable)client).DisposeAsync();
        return types;
    }

    /// <summary>
    /// The types that run when a mock that has started receives the documented submission: for the first one, which also sets up what the
    /// mock needs once, and for the next.
    /// </summary>
    public async Task<(IReadOnlyList<string> First, IReadOnlyList<string> Next)> SubmitToMockAsync()
    {
        var start = Recorder().Load("SeedanceGen.Testing").GetType("SeedanceGen.Testing.SeedanceMockServer", throwOnError: true)!
            .GetMethods(BindingFlags.Public | BindingFlags.Static).First(method => method.Name == "StartAsync");
        var mock = await CallAsync(start, null);
        using var client = new HttpClient { BaseAddress = (Uri)Property(mock, "BaseAddress") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)Property(mock, "ApiKey"));
        var example = await File.ReadAllTextAsync(_repository.PathOf("spec", "examples", "text-to-video.request.json"));

        var first = await PostAsync();
        var next = await PostAsync();
        await ((IAsyncDisposable)mock).DisposeAsync();
        return (first, next);

        async Task<IReadOnlyList<string>> PostAsync()
        {
            using var body = new StringContent(example, Encoding.UTF8, "application/json");
            ExecutionRecorder.Reset();
            using var response = await client.PostAsync(new Uri("api/open/v1/video/generations", UriKind.Relative), body);
            var text = await response.Content.ReadAsStringAsync();
            return response.IsSuccessStatusCode
                ? RecordedTypes()
                : throw new ReleaseException($"The mock rejected the submission: {response.StatusCode} {text}");
        }
    }

    /// <summary>The files that <c>seedance generate --mock</c> runs.</summary>
    public async Task<IReadOnlyList<string>> GenerateAsync()
    {
        var tool = Recorder().Load("seedance");
        var console = (Console.Out, Console.Error);
        try
        {
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
            ExecutionRecorder.Reset();
            var exitCode = await Task.Run(() => (int)tool.EntryPoint!.Invoke(
                null, [new[] { "generate", Prompt, "--mock", "-o", Path.Combine(_work.FullName, "river.mp4") }])!);
            if (exitCode != 0)
                throw new ReleaseException($"seedance generate --mock ended with {exitCode}.");
        }
        finally
        {
            Console.SetOut(console.Out);
            Console.SetError(console.Error);
        }

        return
        [
            .. ExecutionRecorder.Recorded().Select(method => method.File).OfType<string>().Select(Relative).OfType<string>()
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Each case has copies of its own, so that what a type does once in a process counts for each.</summary>
    private ExecutionRecorder Recorder() => new(_output, _work.CreateSubdirectory(Guid.NewGuid().ToString("N")).FullName);

    private static List<string> RecordedTypes() =>
    [
        .. ExecutionRecorder.Recorded().Select(method => method.Type).Where(type => !type.StartsWith('<'))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Calls an asynchronous method with defaults for the remaining parameters, and returns its result.</summary>
    private static async Task<object> CallAsync(MethodInfo method, object? target, params object[] arguments)
    {
        var remaining = method.GetParameters().Skip(arguments.Length)
            .Select(parameter => parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);
        var task = (Task)method.Invoke(target, [.. arguments, .. remaining])!;
        await task;
        return Property(task, "Result");
    }

    private static object Property(object target, string name) => target.GetType().GetProperty(name)!.GetValue(target)!;

    /// <summary>
    /// The path in the checkout, whether the build wrote this machine's path or <c>/_/</c>; null outside, as for generated code.
    /// </summary>
    private string? Relative(string file)
    {
        var root = _repository.Root.Replace('\\', '/').TrimEnd('/') + "/";
        var path = file.StartsWith("/_/", StringComparison.Ordinal) ? file[3..]
            : file.StartsWith(root, StringComparison.Ordinal) ? file[root.Length..]
            : null;
        return path is null || path.Contains("/obj/", StringComparison.Ordinal) ? null : path;
    }

    private sealed class CannedHandler : HttpMessageHandler
    {
        private const string Accepted = """{"success":true,"requestId":"req_1","status":"queued"}""";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new StringContent(Accepted, Encoding.UTF8, "application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }
}
