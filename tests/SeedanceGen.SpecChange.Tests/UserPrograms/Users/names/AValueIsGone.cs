/// <summary>A value that is gone is an unknown one: it is kept, and has no name.</summary>
internal static class AValueIsGone
{
    public static Task RunAsync()
    {
        Expect.That(!new AspectRatio("1:1").IsKnown);
        Expect.Equal("16:9 9:16", string.Join(' ', AspectRatio.KnownValues));
        return Task.CompletedTask;
    }
}
