using System.Globalization;
using System.Reflection;
using SeedanceGen.NestedRules.Tests.Support;

namespace SeedanceGen.NestedRules.Tests.Editor;

/// <summary>Requests of chance that are written as source, of constants alone: editor, client and mock reject the same fields.</summary>
[Trait("Category", "Slow")]
public sealed class RandomRequestTests
{
    private const int Seed = 41;
    private const int Count = 600;

    private readonly Random _random = new(Seed);

    [Fact]
    public async Task Editor_run_time_and_mock_reject_the_same_fields_of_random_requests()
    {
        var lines = Enumerable.Range(0, Count).Select(i => i % 2 == 0
            ? $"Probe.See({i}, new VideoGenerationRequest {{ {Initializer()} }});"
            : $"Probe.See({i}, () => {Chain()}.Build());").ToList();
        var compilation = UserEditor.Compile(
            "using SeedanceGen.NestedRules.Tests.Editor; public static class Program { public static void Run() {\n"
            + string.Join('\n', lines) + "\n} }");
        Run(compilation);

        var diagnostics = await UserEditor.DiagnosticsAsync(compilation);
        diagnostics.Select(each => (each.Location.SourceSpan, each.GetMessage(CultureInfo.InvariantCulture)))
            .ShouldBeUnique("What one analyzer says the other does not repeat.");
        var said = diagnostics.ToLookup(
            each => each.Location.GetLineSpan().StartLinePosition.Line - 2,
            each => FieldOf(each.GetMessage(CultureInfo.InvariantCulture)));

        var rejected = 0;
        for (var i = 0; i < Count; i++)
        {
            var (violations, request) = Probe.Seen[i];
            var atRunTime = violations.Select(violation => FieldOf(violation.Message)).ToHashSet();
            said[i].ToHashSet().SetEquals(atRunTime).ShouldBeTrue(
                $"line {i} of seed {Seed}: {lines[i]}\nrun time: {string.Join(" | ", violations)}\neditor: {string.Join(" | ", said[i])}");
            if (request is not null)
            {
                Mock.ViolationsOf(Requests.Sent(request)).Select(violation => violation.Pointer).Distinct()
                    .ShouldBe(violations.Select(violation => violation.Pointer).Distinct(), ignoreOrder: true, lines[i]);
            }

            rejected += atRunTime.Count > 0 ? 1 : 0;
        }

        rejected.ShouldBeInRange(Count / 5, Count * 19 / 20, "Accepted and rejected requests are both common.");
    }

    /// <summary>The last name of the place that a sentence is about: of an object's own rules, the editor knows no more.</summary>
    private static string FieldOf(string sentence)
    {
        var place = sentence[..sentence.IndexOf(' ', StringComparison.Ordinal)];
        var name = place[(place.LastIndexOf('.') + 1)..];
        return name.Split('[')[0];
    }

    private static void Run(Microsoft.CodeAnalysis.Compilation compilation)
    {
        using var image = new MemoryStream();
        compilation.Emit(image).Success.ShouldBeTrue();
        Assembly.Load(image.ToArray()).GetType("Program")!.GetMethod("Run")!.Invoke(null, null);
    }

    private string Initializer() => string.Join(", ", new[]
    {
        $"Model = SeedanceModel.{Of("Alpha", "Beta")}",
        "Prompt = \"A river\"",
        Perhaps(() => $"Seconds = {_random.Next(-1, 20)}"),
        Perhaps(() => $"Quality = {Of("Quality.Low", "Quality.High", "new Quality(\"best\")")}"),
        Perhaps(() => $"Seed = {_random.Next()}"),
        Perhaps(() => $"Note = {Of("null", "\"Mine\"")}"),
        Perhaps(() => "Mail = \"a@example.com\""),
        Perhaps(() => $"Camera = {CameraObject()}"),
        Perhaps(() => $"Overlay = new() {{ Text = {Of("\"The end\"", "\"A text that is too long\"")}, Size = {Of("12", "13")} }}"),
        Perhaps(() => $"Keyframes = [{Many(4, Frame)}]"),
        Perhaps(() => $"Labels = new Dictionary<string, Label> {{ [\"a\"] = new() {{ Text = {Of("\"ok\"", "\"o\"")} }} }}"),
        Perhaps(() => $"Weights = new Dictionary<string, double> {{ [\"one\"] = {Number(-1, 8)} }}"),
        Perhaps(() => $"Shape = new Circle {{ Radius = {_random.Next(0, 11)}, Edge = {Number(-1, 5)} }}"),
        Perhaps(() => $"Source = new JobSource {{ JobId = {Of("\"j12\"", "\"j1\"")} }}"),
    }.Where(part => part.Length > 0));

    private string Chain() => $"VideoRequest.{Of("Alpha", "Beta")}(\"A river\")" + string.Concat(
        Perhaps(() => $".WithSeconds({_random.Next(-1, 20)})"),
        Perhaps(() => $".WithQuality({Of("Quality.Low", "Quality.High", "new Quality(\"best\")")})"),
        Perhaps(() => $".WithSeed({_random.Next()})"),
        Perhaps(() => ".WithNote(\"Mine\")"),
        Perhaps(() => ".WithMail(\"a@example.com\")"),
        Perhaps(() => _random.Next(2) == 0
            ? $".WithCamera({CameraObject()})"
            : $".WithCamera(CameraMotion.Pan, c => c.WithStrength({Number(-1, 8)}).WithLens(l => l.WithFocal({_random.Next(1, 45) * 5})))"),
        Perhaps(() => $".WithOverlay(\"The end\", o => o.WithSize({Of("12", "13")}))"),
        Many(4, () => $".AddKeyframe({_random.Next(-1, 18)}, new Uri(\"{Of("https", "ftp")}://a.example/1.png\"))", ""),
        Perhaps(() => $".WithLabels(\"a\", {Of("\"ok\"", "\"o\"")})"),
        Perhaps(() => $".WithShape(new CircleBuilder({_random.Next(0, 11)}).WithEdge({Number(-1, 5)}).Build())"),
        Perhaps(() => $".WithSource(new JobSourceBuilder({Of("\"j12\"", "\"j1\"")}).Build())"));

    private string CameraObject() =>
        $"new Camera {{ Motion = {Of("CameraMotion.Pan", "new CameraMotion(\"zoom\")", "new CameraMotion(\"tilt\")")}, "
        + $"Strength = {Number(-1, 8)} }}";

    private string Frame() =>
        $"new Keyframe {{ Time = {_random.Next(-1, 18)}, ImageUrl = new Uri(\"{Of("https", "ftp")}://a.example/1.png\"), "
        + $"Caption = {Of("null", "\"river\"", "\"rivers\"")} }}";

    private string Number(int low, int high) => (_random.Next(low, high) / 4.0).ToString(CultureInfo.InvariantCulture);

    private string Of(params string[] values) => values[_random.Next(values.Length)];

    private string Perhaps(Func<string> make) => _random.Next(4) == 0 ? make() : string.Empty;

    private string Many(int most, Func<string> make, string separator = ", ") =>
        string.Join(separator, Enumerable.Range(0, _random.Next(most + 1)).Select(_ => make()));
}
