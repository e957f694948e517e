namespace SeedanceGen;

/// <summary>
/// No usable response came: the host was not found, the connection failed or broke, the response was cut short or was not what the API
/// describes, or an attempt took too long. The client throws it for calls that are safe to repeat, and for a submission that was certainly
/// not sent.
/// </summary>
/// <param name="message">What went wrong and what to do next.</param>
/// <param name="innerException">The cause, when there is one.</param>
public sealed class SeedanceConnectionException(string message, Exception? innerException = null)
    : SeedanceException(message, innerException)
{
    /// <summary>The response that could not be used; null when none came, or not the whole of it.</summary>
    public ApiErrorResponse? Response { get; internal init; }

    /// <summary>
    /// What a video's link served in place of a video, such as <c>an HTML page (content type 'text/html')</c>; otherwise null.
    /// </summary>
    public string? OtherContent { get; internal init; }
}
