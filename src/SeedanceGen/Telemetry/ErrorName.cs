using System.Globalization;
using SeedanceGen.Http;

namespace SeedanceGen.Telemetry;

/// <summary>A short name for an error, of which there are few, and which has nothing of the service's or the caller's own wording.</summary>
internal static class ErrorName
{
    private const int LongestCode = 64;

    public static string Of(Exception exception) => (exception as SeedanceException)?.Failure is { } failure
        ? Of(failure)
        : exception is OperationCanceledException ? "cancelled" : exception.GetType().Name;

    /// <summary>The service's code for a job that failed, when it is one; its shape is not documented, so it might be any text.</summary>
    public static string Of(VideoGeneration failed) =>
        failed.ErrorCode is { Length: > 0 and <= LongestCode } code && code.All(static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.')
            ? code
            : TelemetryTags.OtherError;

    /// <summary>The status of an answer that is an error; how far the call came when there was none.</summary>
    public static string Of(CallFailure failure) => failure.Kind switch
    {
        FailureKind.Status => ((int)failure.Status!).ToString(CultureInfo.InvariantCulture),
        FailureKind.NotConnected => "not_connected",
        FailureKind.Broken => "connection_broken",
        FailureKind.TimedOut => "timeout",
        FailureKind.Envelope => "error_envelope",
        _ => "unusable_answer",
    };
}
