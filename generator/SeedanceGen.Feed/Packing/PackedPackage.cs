using NuGet.Versioning;

namespace SeedanceGen.Feed.Packing;

/// <summary>A package file.</summary>
internal sealed record PackedPackage(string Id, NuGetVersion Version, string File);
