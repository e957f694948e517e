namespace SeedanceGen.Testing.Schema;

/// <summary>A submission that the documentation shows, as it is sent.</summary>
/// <param name="Name">What it is, such as <c>text-to-video</c>.</param>
/// <param name="Body">Its JSON.</param>
/// <param name="Credits">What it costs; null when the documentation does not say.</param>
internal sealed record DocumentedRequest(string Name, byte[] Body, int? Credits);
