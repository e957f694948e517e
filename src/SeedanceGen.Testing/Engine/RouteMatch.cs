using SeedanceGen.Http;

namespace SeedanceGen.Testing.Engine;

/// <summary>Where a path leads.</summary>
/// <param name="Operation">The operation; null when none has this path with this method.</param>
/// <param name="RequestId">The job's id in the path, unescaped; null when the operation has none.</param>
/// <param name="AllowedMethods">The methods that the API description has for this path; empty when it does not have the path.</param>
internal readonly record struct RouteMatch(ApiOperation? Operation, string? RequestId, IReadOnlyList<string> AllowedMethods)
{
    public bool PathIsKnown => AllowedMethods.Count > 0;
}
