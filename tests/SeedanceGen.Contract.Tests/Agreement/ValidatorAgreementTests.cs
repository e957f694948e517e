using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using SeedanceGen.Rules;
using SeedanceGen.Testing;

namespace SeedanceGen.Contract.Tests.Agreement;

/// <summary>
/// <c>Validate()</c>, the builders, the mock server and an independent JSON Schema validator agree on every request.
/// (The analyzer's agreement with <c>Validate()</c> is tested beside the analyzer.)
/// </summary>
[Trait("Category", "Slow")]
public sealed class ValidatorAgreementTests
{
    /// <summary>Found by the attributes of the generated builders, so that a new model is tested too.</summary>
    private static readonly Dictionary<string, MethodInfo> Factories = typeof(VideoRequest)
        .GetMethods(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(method => ModelOf(method.ReturnType));

    private static readonly MethodInfo Builds = typeof(ValidatorAgreementTests).GetMethod(
        nameof(Build), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static string ModelOf(Type builder) =>
        typeof(VideoGenerationRequest).GetCustomAttributes<RequestBuilderAttribute>().Single(way => way.Builder == builder).Value;

    [NodeFact]
    public async Task All_validators_agree_on_every_request()
    {
        var requests = Requests().ToList();
        var independent = ValidateIndependently(requests);
        await using var server = await SeedanceMockServer.StartAsync(new() { IgnoredViolations = [MockViolationKind.RequestViolation] });
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.ApiKey);

        for (var index = 0; index < requests.Count; index++)
        {
            var json = Json(requests[index]);
            var isFine = independent[index];
            (requests[index].Validate().Count == 0).ShouldBe(isFine, $"Validate(): {json}");
            CanBuild(requests[index]).ShouldBe(isFine, $"builder: {json}");
            using var response = await http.PostAsync(
                "api/open/v1/video/generations", new StringContent(json, Encoding.UTF8, "application/json"));
            response.IsSuccessStatusCode.ShouldBe(isFine, $"mock: {json}");
        }

        independent.Count(isFine => isFine).ShouldBeInRange(100, requests.Count - 100);
    }

    /// <summary>Every model with 0 to 20 seconds and none, each known and some unknown ratio and resolution, and 0 to 7 media.</summary>
    private static IEnumerable<VideoGenerationRequest> Requests() =>
        from model in SeedanceModel.KnownValues
        let plain = new VideoGenerationRequest { Model = model, Prompt = "A river" }
        from request in (VideoGenerationRequest[])
        [
            plain with { Prompt = "" }, plain with { Prompt = " \t\u00a0" }, plain with { Prompt = "\ufeff" }, plain with { Prompt = "é" },
            .. Enumerable.Range(-1, 22).Select(seconds => plain with { Duration = seconds }),
            .. AspectRatio.KnownValues.Append(new AspectRatio("21:9")).Append(new AspectRatio("16:9 "))
                .Select(ratio => plain with { AspectRatio = ratio }),
            .. Resolution.KnownValues.Append(new Resolution("4k")).Append(new Resolution("720P"))
                .Select(resolution => plain with { Resolution = resolution }),
            .. Enumerable.Range(0, 8).Select(count => plain with { MediaUrls = Media(count, "https://example.com/a.jpg") }),
            plain with { MediaUrls = Media(2, "http://example.com/a.jpg") },
            plain with { MediaUrls = Media(1, "HTTPS://example.com/a.jpg") },
            plain with { MediaUrls = Media(1, "ftp://example.com/a.jpg") }, plain with { MediaUrls = Media(1, "https://") },
            .. from seconds in Enumerable.Range(3, 14)
               from resolution in Resolution.KnownValues
               from count in new[] { 1, 5, 6 }
               select plain with { Duration = seconds, Resolution = resolution, AspectRatio = AspectRatio.Ratio1x1,
                   MediaUrls = Media(count, "https://example.com/a.jpg") },
        ]
        select request;

    private static Uri[] Media(int count, string url) =>
        [.. Enumerable.Range(0, count).Select(_ => new Uri(url == "https://" ? "https:" : url, UriKind.RelativeOrAbsolute))];

    private static string Json(VideoGenerationRequest request) =>
        JsonSerializer.Serialize(request, SeedanceJsonContext.Default.VideoGenerationRequest);

    private static bool CanBuild(VideoGenerationRequest request)
    {
        try
        {
            var factory = Factories[request.Model.Value];
            var builder = factory.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [request.Prompt], null);
            Builds.MakeGenericMethod(factory.ReturnType).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [builder, request], null);
            return true;
        }
        catch (SeedanceValidationException)
        {
            return false;
        }
    }

    private static VideoGenerationRequest Build<T>(T builder, VideoGenerationRequest request)
        where T : VideoRequestBuilder<T>
    {
        if (request.Duration is { } seconds)
            builder.WithDuration(seconds);
        if (request.AspectRatio is { } ratio)
            builder.WithAspectRatio(ratio);
        if (request.Resolution is { } resolution)
            builder.WithResolution(resolution);
        if (request.MediaUrls is { } media)
            builder.WithMediaUrls([.. media]);
        return builder.Build();
    }

    private static List<bool> ValidateIndependently(IEnumerable<VideoGenerationRequest> requests)
    {
        using var scratch = new Scratch();
        File.WriteAllText(scratch.File("requests.json"), $"[{string.Join(',', requests.Select(Json))}]");
        var script = Path.Combine(Repository.Root, "tests", "SeedanceGen.Contract.Tests", "Agreement", "validate.mjs");
        _ = SpecTools.Modules;
        var results = CommandResult.Run(
            Repository.Spec, "sh", ["-c", $"node '{script}' '{Repository.Spec}' < '{scratch.File("requests.json")}'"]).ShouldSucceed();
        return [.. results.Output.Trim().Split('\n').Select(line => line == "ok")];
    }
}
