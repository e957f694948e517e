namespace SeedanceGen;

/// <summary>How far a download is.</summary>
/// <param name="BytesReceived">What was written, in bytes.</param>
/// <param name="TotalBytes">The size of the video in bytes; null when the server did not say.</param>
public readonly record struct DownloadProgress(long BytesReceived, long? TotalBytes);
