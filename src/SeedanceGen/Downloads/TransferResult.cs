using System.Net;

namespace SeedanceGen.Downloads;

/// <summary>How one request for a video ended.</summary>
/// <param name="IsWhole">Whether every byte is there.</param>
/// <param name="Status">The status with which the link's host refused; null when it did not.</param>
/// <param name="Failure">What broke the transfer; null when nothing did.</param>
/// <param name="RetryAfter">The pause that the link's host asks for.</param>
/// <param name="OtherType">The content type of an answer that is no video; null when it may be one.</param>
internal readonly record struct TransferResult(
    bool IsWhole, HttpStatusCode? Status, Exception? Failure, TimeSpan? RetryAfter = null, string? OtherType = null)
{
    public static TransferResult Whole { get; } = new(true, null, null);

    /// <summary>Whether a link that was good is good no more. How long a link stays valid is not documented.</summary>
    public bool IsExpired => OtherType is not null || Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone;

    public bool MayPass => Failure is not null || Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int?)Status >= 500;

    public static TransferResult Refused(HttpStatusCode status, TimeSpan? retryAfter) => new(false, status, null, retryAfter);

    public static TransferResult Broken(Exception failure) => new(false, null, failure);

    /// <summary>A page or a text in place of the video.</summary>
    public static TransferResult NoVideo(string contentType) => new(false, null, null, OtherType: contentType);

    public override string ToString() => OtherType is not null
        ? $"it answered with the content type '{OtherType}', which is no video"
        : Status is { } status
        ? $"it answered {(int)status} {status}{(RetryAfter is { } pause ? $" and asked for a pause of {pause}" : "")}"
        : Failure?.Message.TrimEnd('.') ?? "whole";
}
