namespace SeedanceGen;

/// <summary>The progress of a download.</summary>
/// <param name="BytesReceived">The number of bytes written so far.</param>
/// <param name="TotalBytes">The size of the video in bytes; null when the server did not say.</param>
public readonly record struct DownloadProgress(long BytesReceived, long? TotalBytes);
