namespace SeedanceGen.Testing.Transport;

/// <summary>The text of the <c>Date</c> header, which is made once for each second of the server's clock.</summary>
internal sealed class ResponseDate
{
    private Stamp _last = new(Second: -1, "");

    public string Of(DateTimeOffset now)
    {
        var second = now.UtcTicks / TimeSpan.TicksPerSecond;
        var last = Volatile.Read(ref _last);
        if (last.Second == second)
            return last.Text;

        last = new Stamp(second, ResponseHead.DateOf(now));
        Volatile.Write(ref _last, last);
        return last.Text;
    }

    private sealed record Stamp(long Second, string Text);
}
