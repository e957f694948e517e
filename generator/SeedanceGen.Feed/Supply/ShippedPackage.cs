namespace SeedanceGen.Feed.Supply;

/// <summary>Something that users get with a package of this house.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version; a sibling's is that of all packages.</param>
/// <param name="Hash">The SHA-512 of the package file, in hexadecimal digits, as the lock files hold it too; null for a sibling.</param>
/// <param name="Licence">The SPDX expression of its licence; null when it states none, and for a sibling.</param>
/// <param name="Copyright">Its own words.</param>
/// <param name="Dependencies">The ids that it needs.</param>
internal sealed record ShippedPackage(string Id, string Version, string? Hash, string? Licence, string? Copyright, IReadOnlyList<string> Dependencies);
