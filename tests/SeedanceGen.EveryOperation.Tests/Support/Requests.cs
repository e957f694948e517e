namespace SeedanceGen.EveryOperation.Tests.Support;

internal static class Requests
{
    public const string Accepted = """{"jobId":"j1","state":"queued","price":40}""";

    public static VideoGenerationRequest River { get; } = new() { Engine = SeedanceModel.One, Text = "A river", Seconds = 5 };

    public static string Job(string state, string more = "") => $$"""{"jobId":"j1","state":"{{state}}"{{more}}}""";
}
