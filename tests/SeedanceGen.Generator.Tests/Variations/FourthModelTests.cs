using SeedanceGen.Generator.Tests.Infrastructure;

namespace SeedanceGen.Generator.Tests.Variations;

/// <summary>A new model and new fields are an edit of the YAML alone; flow style, quotes and order do not matter.</summary>
[Trait("Category", "Slow")]
public sealed class FourthModelTests
{
    private const string Probe = """
        using SeedanceGen;
        using System.Text.Json;

        public static class Probe
        {
            public static string Run(string input)
            {
                var builder = VideoRequest.Seedance30Turbo("x")
                    .WithDuration(Seedance30TurboDuration.Seconds3).WithSeed(4294967295)
                    .WithWatermark(true).WithResolution(Resolution.P720);
                var options = new JsonSerializerOptions
                {
                    DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
                };
                var lines = new List<string> { JsonSerializer.Serialize(builder.Build(), options) };
                for (var seconds = 0; seconds <= 20; seconds++)
                {
                    try { VideoRequest.Seedance30Turbo("x").WithDuration(seconds).Build(); lines.Add("accepted " + seconds); }
                    catch (SeedanceValidationException) { }
                }

                Refused(lines, () => builder.WithSeed(-1).Build());
                Refused(lines, () => builder.WithSeed(4294967296).Build());
                builder.WithSeed(0);
                Refused(lines, () => builder.WithResolution(Resolution.P1080).Build());
                Refused(lines, () => VideoRequest.Seedance30Turbo("x")
                    .WithMediaUrls("https://a.b/1", "https://a.b/2", "https://a.b/3").Build());
                VideoRequest.Seedance20("x").WithResolution(Resolution.P1080)
                    .WithMediaUrls("https://a.b/1", "https://a.b/2", "https://a.b/3").Build();
                lines.Add(string.Join(",", Enum.GetNames<Seedance30TurboDuration>()));
                return string.Join("\n", lines);
            }

            private static void Refused(List<string> lines, Action build)
            {
                try { build(); lines.Add("accepted, but should not be"); }
                catch (SeedanceValidationException exception) { lines.Add(exception.Message); }
            }
        }
        """;

    [Fact]
    public void A_fourth_model_has_builder_enum_and_rules_without_an_edit_of_code()
    {
        var yaml = RepositoryFiles.Text("tests", "SeedanceGen.Generator.Tests", "Specs", "FourthModel.yaml");
        var records = NSwagRecords.Of(RepositoryFiles.Text("tests", "SeedanceGen.Generator.Tests", "Specs", "FourthModel.nswag.cs"));
        CompiledSdk.Run(yaml, records, Probe).Split('\n').ShouldBe(
        [
            """{"model":"seedance-3.0-turbo","prompt":"x","duration":3,"resolution":"720p","seed":4294967295,"watermark":true}""",
            "accepted 3",
            "accepted 6",
            "accepted 9",
            "seed is -1, but seedance-3.0-turbo accepts 0 to 4294967295: set an accepted value.",
            "seed is 4294967296, but seedance-3.0-turbo accepts 0 to 4294967295: set an accepted value.",
            "resolution is 1080p, but seedance-3.0-turbo accepts 480p or 720p: set an accepted value.",
            "mediaUrls has 3 values, but seedance-3.0-turbo accepts 1 to 2 values, each an HTTPS URL: remove some.",
            "Seconds3,Seconds6,Seconds9",
        ]);
    }
}
