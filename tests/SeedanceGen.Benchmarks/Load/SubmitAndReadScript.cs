using System.Text;
using SeedanceGen.Benchmarks.Wire;

namespace SeedanceGen.Benchmarks.Load;

/// <summary>Submits the documented job without a webhook, reads it once, and so on.</summary>
internal sealed class SubmitAndReadScript : ILoadScript
{
    private const string Path = "/api/open/v1/video/generations";
    private const string IdName = "\"requestId\":\"";

    private readonly byte[] _submission = WireRequest.Post(Path, Exchanges.SubmissionWithoutWebhook);
    private bool _isSubmitted;

    public ReadOnlySpan<byte> Next(ReadOnlySpan<byte> answer)
    {
        _isSubmitted = !_isSubmitted;
        return _isSubmitted ? _submission : WireRequest.Get($"{Path}/{IdIn(answer)}");
    }

    private static string IdIn(ReadOnlySpan<byte> answer)
    {
        var text = Encoding.UTF8.GetString(answer);
        var start = text.IndexOf(IdName, StringComparison.Ordinal) + IdName.Length;
        return text[start..text.IndexOf('"', start)];
    }
}
