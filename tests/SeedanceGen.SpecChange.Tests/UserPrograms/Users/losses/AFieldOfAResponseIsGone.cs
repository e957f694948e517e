/// <summary>A field that is gone has no member; when the service sends it, it is kept.</summary>
internal static class AFieldOfAResponseIsGone
{
    public static Task RunAsync()
    {
        Expect.That(typeof(VideoGeneration).GetProperty("Duration") is null);
        var video = JsonSerializer.Deserialize(
            """{"success":true,"requestId":"r","status":"queued","duration":5}""", SeedanceJsonContext.Default.VideoGeneration)!;
        Expect.Equal(5, video.AdditionalProperties["duration"].GetInt32());
        return Task.CompletedTask;
    }
}
