/// <summary>The body of a webhook of 3.1 is a public record that reads JSON.</summary>
internal static class AWebhookOf31
{
    public static Task RunAsync()
    {
        var quota = JsonSerializer.Deserialize("""{"success":true,"left":3}""", SeedanceJsonContext.Default.Quota);
        Expect.Equal(3, quota!.Left);
        return Task.CompletedTask;
    }
}
